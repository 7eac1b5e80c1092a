"""The implementation report as a Word document: a template that people may edit in Word or LibreOffice, filled.

The template holds the layout and the styles; its words come from here, in the language of the reader.
"""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.activities.models import Activity
from tracker.directory.left import say_person
from tracker.exports.sheets.docx_directions import set_directions
from tracker.follow_ups.marks import marked_title
from tracker.follow_ups.models import FollowUp
from tracker.implementation.report import Figures, ImplementationReport, Part
from tracker.kit.date_formats import format_date
from tracker.kit.dates.as_said import say
from tracker.kit.text import writable

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEMPLATE = Path(__file__).parent / "documents" / "implementation_report.docx"
LANGUAGE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"
LOCALES = {"fr": "fr-FR"}


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    content: bytes


def written(report: ImplementationReport) -> Document:
    # Imported here because together they take a fifth of a second, and few who start Suivi ask for a document.
    from docxtpl.template import DocxTemplate  # noqa: PLC0415
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

    from tracker.exports.sheets.docx_style import number_pages  # noqa: PLC0415

    template = DocxTemplate(TEMPLATE)
    context = _writable(context_of(report))
    # Sandboxed, because people edit the template; escaped, because others wrote what fills it.
    template.render(context, SandboxedEnvironment(autoescape=True))
    number_pages(template.docx)
    set_directions(template.docx)
    _describe(template.docx, context["title"], str(report.user))
    content = io.BytesIO()
    template.save(content)
    name = slugify(f"{report.mandate} {report.period.first} {report.period.last}")[:120]
    return Document(f"{name}.docx", content.getvalue())


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


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, dict):
        return {name: _writable(each) for name, each in value.items()}
    return [_writable(each) for each in value] if isinstance(value, list) else value


def _describe(document: Any, title: str, author: str) -> None:
    """Title and language, for those who have the document read to them."""
    locale = LOCALES.get((get_language() or "en")[:2], "en-GB")
    said = document.core_properties
    said.title, said.author, said.language = title[:255], author[:255], locale
    for language in document.styles.element.xpath("//w:lang"):
        language.set(LANGUAGE, locale)
