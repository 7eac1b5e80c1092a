"""A list of commitments as a file: a Word document, from a template that people may edit, and paper."""

from pathlib import Path
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from tracker.commitments.colours import fill_of
from tracker.commitments.commitments import Commitments
from tracker.exports.sheets.docx_template import filled
from tracker.exports.sheets.pdf_file import pdf_from
from tracker.exports.sheets.response import File, Format, kind_of
from tracker.kit.text import labelled

FOLDER = Path(__file__).parent / "documents"
TEMPLATE, PAPER = FOLDER / "commitments.docx", FOLDER / "commitments.typ"
FORMS = (Format.DOCX, Format.PDF)


def file_of(told: Commitments, form: Format, author: str) -> File:
    """In the active language."""
    name = slugify(f"{told.kind} {told.title}")[:120]
    content = _paper(told) if form == Format.PDF else _document(told, author)
    return File(f"{name}.{form}", content, kind_of(form))


def _paper(told: Commitments) -> bytes:
    page = _("page %(number)s of %(total)s") % {"number": "{number}", "total": "{total}"}
    return pdf_from(PAPER, {**_filled(told), "page": page})


def _document(told: Commitments, author: str) -> bytes:
    title = labelled(told.kind, told.title)
    return filled(TEMPLATE, _filled(told), title=title, author=author, language=told.language)


def _filled(told: Commitments) -> dict[str, Any]:
    """With the colour behind each state."""
    said = told.stored
    for each in (*said["lines"], *said["figures"]):
        each["fill"] = fill_of(each["look"])
    return said
