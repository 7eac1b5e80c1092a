"""A meeting as a document, as one reader sees it: people, agenda, the text of one record, follow-ups."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.agendas.models import Appearance
from tracker.circulation.page import parts_of
from tracker.directory.left import say_person
from tracker.exports.sheets.docx_template import filled
from tracker.exports.sheets.pdf_file import pdf_from
from tracker.exports.sheets.response import File, Format, kind_of
from tracker.follow_ups.models import FollowUp
from tracker.kit.date_formats import format_date
from tracker.kit.dates.as_said import say
from tracker.meetings.models import Meeting
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
    items = Appearance.objects.visible_to(reader).filter(meeting=meeting).select_related("follow_up")
    rows = FollowUp.objects.visible_to(reader).filter(meeting=meeting).with_names().order_by("id")
    return {
        "title": str(meeting),
        "occasion": ", ".join(filter(None, (_day(meeting), meeting.place, meeting.get_kind_display()))),
        "made": _made(record),
        "language": get_language() or "en",
        "words": _words(),
        "people": [*_people(meeting)],
        "agenda": [{"what": str(each), "said": each.said} for each in items],
        "record": record.get_kind_display() if record else "",
        "text": [{"kind": part.kind, "words": part.words} for part in parts_of(record.latest)] if record else [],
        "follow_ups": [_follow_up(row) for row in rows],
    }


def _day(meeting: Meeting) -> str:
    first = format_date(meeting.held_on)
    return f"{first} – {format_date(meeting.ends_on)}" if meeting.ends_on else first


def _made(record: Record | None) -> str:
    if record is None:
        return _("No record is part of it.")
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
        yield {"name": say_person(each, "person"), "for": ", ".join(filter(None, parts))}


def _follow_up(row: FollowUp) -> dict[str, str]:
    return {
        "what": f"{row.reference} {row.title}",
        "by": ", ".join(filter(None, (say_person(row, "owner"), str(row.unit or row.partner or "")))),
        "due": say(row.due) if row.due else _("no date"),
        "status": str(row.get_status_display()),
    }
