"""The implementation report as a Word document: a template that people may edit in Word or LibreOffice, filled.

The template holds the layout and the styles; its words come from here, in the language of the reader.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.activities.models import Activity
from tracker.directory.left import say_person
from tracker.exports.sheets.docx_template import filled
from tracker.follow_ups.marks import marked_title
from tracker.follow_ups.models import FollowUp
from tracker.implementation.report import Figures, ImplementationReport, Part
from tracker.kit.date_formats import format_date
from tracker.kit.dates.as_said import say

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEMPLATE = Path(__file__).parent / "documents" / "implementation_report.docx"


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    content: bytes


def written(report: ImplementationReport) -> Document:
    context = context_of(report)
    language = get_language() or "en"
    content = filled(TEMPLATE, context, title=context["title"], author=str(report.user), language=language)
    name = slugify(f"{report.mandate} {report.period.first} {report.period.last}")[:120]
    return Document(f"{name}.docx", content)


def context_of(report: ImplementationReport) -> dict[str, Any]:
    """All that the template may show, as text."""
    period = _("Period: %(period)s") % {"period": report.period}
    made = _(
        "Made on %(day)s for %(name)s: it holds what they may see. What is open, late, overdue or pending is so on that"
        " day."
    )
    return {
        "title": _("Implementation report: %(mandate)s") % {"mandate": report.mandate},
        "mandate": report.mandate.label,
        "period": period,
        "made": " ".join([made % {"day": format_date(report.today), "name": report.user}, report.left_out]).strip(),
        "words": _words(),
        "figures": [
            *({"name": part.name, **_numbers(part.figures)} for part in report.parts),
            {"name": _("All together"), **_numbers(report.total)},
        ],
        "idle": [f"{part.name} {part.paragraph.text}" for part in report.idle if part.paragraph],
        "resources": report.resources.totals,
        "parts": [_part(part) for part in report.told],
    }


def _words() -> dict[str, str]:
    return {
        "figures": _("Figures"),
        "paragraph": _("Paragraph"),
        "done": _("Done"),
        "activities": _("Activities"),
        "active": _("Active"),
        "late": _("Late"),
        "overdue": _("Overdue from partners"),
        "pending": _("Pending resources"),
        "idle": _("Paragraphs with no activity in this period"),
        "resources": _("Resources"),
        "resource": _("Kind"),
        "needed": _("Needed"),
        "covered": _("Covered"),
        "promised": _("Promised"),
        "missing": _("Missing"),
        "what": _("What"),
        "by": _("By"),
        "ended": _("Ended"),
        "when": _("When"),
        "reached": _("People reached"),
        "due": _("Due"),
        "status": _("Status"),
        "source": _("From which meeting"),
        "still": _("Still active"),
    }


def _numbers(figures: Figures) -> dict[str, int]:
    names = ("done", "activities", "active", "late", "overdue", "pending")
    return {name: getattr(figures, name).number for name in names}


def _part(part: Part) -> dict[str, Any]:
    paragraph = part.paragraph
    return {
        "name": _("Paragraph %(number)s") % {"number": paragraph.number} if paragraph else _("The mandate as a whole"),
        "text": paragraph.text if paragraph else "",
        "done": [_follow_up(row) for row in part.done],
        "activities": [_activity(row) for row in part.activities],
        "active": [_follow_up(row) for row in part.active],
    }


def _follow_up(row: FollowUp) -> dict[str, Any]:
    return {
        "what": f"{row.reference} {marked_title(row)}",
        "by": _names(say_person(row, "owner"), row.unit),
        "ended": format_date(row.ended_on) if row.ended_on else "",
        "due": say(row.due) if row.due else _("no date"),
        "status": row.get_status_display(),
        "meeting": f"{row.meeting}, {format_date(row.meeting.held_on)}" if row.meeting else "",
        "quote": _quoted(row.passage.quote) if row.passage and row.passage.quote else "",
    }


def _quoted(words: str) -> str:
    return _("“%(quote)s”") % {"quote": " ".join(words.split())}


def _activity(row: Activity) -> dict[str, Any]:
    return {
        "what": row.title,
        "by": _names(say_person(row, "done_by"), row.unit, row.partner),
        "when": ", ".join(filter(None, (str(row.period), row.place))),
        "reached": "" if row.reached is None else str(row.reached),
    }


def _names(*things: Any) -> str:
    return ", ".join(str(thing) for thing in things if thing)
