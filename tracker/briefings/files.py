"""A briefing note as a file: a Word document, from a template that people may edit, and paper."""

from pathlib import Path

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tracker.briefings.briefing import Briefing
from tracker.exports.sheets.docx_template import filled
from tracker.exports.sheets.pdf_file import pdf_from
from tracker.exports.sheets.response import File, Format, kind_of
from tracker.kit.text import labelled

FOLDER = Path(__file__).parent / "documents"
TEMPLATE, PAPER = FOLDER / "briefing_note.docx", FOLDER / "briefing_note.typ"
FORMS = (Format.DOCX, Format.PDF)


def file_of(briefing: Briefing, form: Format, author: str) -> File:
    """In the language of the note, whoever asks for it."""
    name = slugify(f"{briefing.kind} {briefing.title}")[:120]
    with translation.override(briefing.language):
        content = _paper(briefing) if form == Format.PDF else _document(briefing, author)
    return File(f"{name}.{form}", content, kind_of(form))


def _paper(briefing: Briefing) -> bytes:
    page = _("page %(number)s of %(total)s") % {"number": "{number}", "total": "{total}"}
    return pdf_from(PAPER, {**briefing.stored, "page": page})


def _document(briefing: Briefing, author: str) -> bytes:
    title = labelled(briefing.kind, briefing.title)
    return filled(TEMPLATE, briefing.stored, title=title, author=author, language=briefing.language)
