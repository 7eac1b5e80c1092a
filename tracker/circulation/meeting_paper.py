"""A meeting as a document, as one reader sees it: people, agenda, the text of one record, follow-ups."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.agendas.heaps import Line
from tracker.agendas.models import Appearance
from tracker.agendas.points.agenda import Agenda, AgendaPoint
from tracker.circulation.page import Part, parts_of
from tracker.directory.left import say_person
from tracker.exports.sheets.docx_template import filled
from tracker.exports.sheets.pdf_file import pdf_from
from tracker.exports.sheets.response import File, Format, kind_of
from tracker.follow_ups.models import FollowUp
from tracker.kit.date_formats import format_date
from tracker.kit.dates.as_said import say
from tracker.meetings.models import Meeting
from tracker.records.layout.passage_layout import DOT
from tracker.records.models import Record
from tracker.records.stages import SETTLED

FOLDER = Path(__file__).parent / "documents"
TEMPLATE, PAPER = FOLDER / "meeting.docx", FOLDER / "meeting.typ"
FORMS = (Format.DOCX, Format.PDF)


def record_to_show(meeting: Meeting, user: User) -> Record | None:
    """Of those that this person may see the first whose text is agreed; else the first."""
    rows = list(Record.objects.visible_to(user).filter(meeting=meeting).order_by("id"))
    return next((each for each in rows if each.stage in SETTLED), rows[0] if rows else None)


def paper_of(meeting: Meeting, record: Record | None, reader: User, form: Format) -> File:
    """In the language of whoever asks. `record` is one that the reader may see."""
    context = context_of(meeting, record, reader)
    if form == Format.PDF:
        page = _("page %(number)s of %(total)s") % {"number": "{number}", "total": "{total}"}
        content = pdf_from(PAPER, {**context, "page": page})
    else:
        said = {"title": context["title"], "author": str(meeting.recorder), "language": context["language"]}
        content = filled(TEMPLATE, context, **said)
    name = slugify(f"{meeting} {meeting.held_on}")[:120]
    return File(f"{name}.{form}", content, kind_of(form))


def context_of(meeting: Meeting, record: Record | None, reader: User) -> dict[str, Any]:
    """All that the templates may show, as text, with nothing that the reader may not see."""
    rows = FollowUp.objects.visible_to(reader).filter(meeting=meeting).with_names().order_by("id")
    return {
        "title": str(meeting),
        "occasion": ", ".join(filter(None, (_day(meeting), _time(meeting), meeting.place, meeting.get_kind_display()))),
        "made": _made(meeting, record),
        "language": get_language() or "en",
        "words": _words(),
        "people": [*_people(meeting)],
        "agenda": [_point(each) for each in Agenda(meeting, reader, _lines(meeting, reader)).shown],
        "record": record.get_kind_display() if record else "",
        "text": [_part(part) for part in parts_of(record.latest)] if record else [],
        "follow_ups": [_follow_up(row) for row in rows],
    }


def _part(part: Part) -> dict[str, str]:
    """An item keeps its number, by which it is cited: only one with a dot is an item of a list."""
    is_dotted, marker = part.marker.startswith(DOT), part.marker.removeprefix(DOT).strip()
    kind = "item" if part.kind == "item" and is_dotted else "" if part.kind == "item" else part.kind
    return {"kind": kind, "words": f"{marker} {part.said}".strip()}


def _day(meeting: Meeting) -> str:
    first = format_date(meeting.held_on)
    return f"{first} – {format_date(meeting.ends_on)}" if meeting.ends_on else first


def _time(meeting: Meeting) -> str:
    return f"{meeting.starts_at:%H:%M}" if meeting.starts_at else ""


def _made(meeting: Meeting, record: Record | None) -> str:
    if record is None:
        return "" if meeting.is_upcoming else _("No record is part of it.")
    said = {"kind": record.get_kind_display(), "number": record.number, "stage": record.get_stage_display()}
    return _("%(kind)s, version %(number)s: %(stage)s") % said


def _words() -> dict[str, str]:
    return {
        "people": _("Participants"),
        "agenda": _("Agenda"),
        "follow_ups": _("Follow-ups"),
        "what": _("What"),
        "by": _("By"),
        "due": _("Due"),
        "status": _("Status"),
    }


def _people(meeting: Meeting) -> Iterator[dict[str, str]]:
    for each in meeting.participations.with_names():
        parts = (each.title, str(each.organisation or ""), *map(str, each.participant.parts))
        # On paper as it was that day: that they left since is no part of it.
        yield {"name": str(each.person), "for": ", ".join(filter(None, parts))}


def _lines(meeting: Meeting, reader: User) -> list[Line]:
    items = Appearance.objects.visible_to(reader).filter(meeting=meeting).select_related("follow_up")
    return [Line(each.follow_up, appearance=each) for each in items]


def _point(each: AgendaPoint) -> dict[str, Any]:
    """Such as "10:20 · 2. What information exchange lacks", by whom and how long, and what stands under it."""
    point = each.point
    minutes = _("%(minutes)s min") % {"minutes": point.minutes} if point.minutes else ""
    at = f"{each.at:%H:%M}" if each.at else ""
    items = [(str(item.line.appearance), item.line.appearance.said) for item in each.items if item.line.appearance]
    return {
        "what": " · ".join(filter(None, (at, f"{each.number}. {point}"))),
        "by": ", ".join(filter(None, (str(point.presenter or ""), minutes))),
        "said": point.said,
        "under": [{"what": what, "said": said} for what, said in items],
    }


def _follow_up(row: FollowUp) -> dict[str, str]:
    return {
        "what": f"{row.reference} {row.title}",
        "by": ", ".join(filter(None, (say_person(row, "owner"), str(row.unit or row.partner or "")))),
        "due": say(row.due) if row.due else _("no date"),
        "status": str(row.get_status_display()),
    }
