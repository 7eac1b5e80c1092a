"""The words of a PDF, a Word document or plain text."""

from pathlib import Path

from django.core.exceptions import ValidationError

from tracker.files.content_types import DOCX, PDF, TEXT
from tracker.kit.documents.docx_text import text_of
from tracker.kit.text import writable

MOST_PAGES = 1_000
MOST_CHARACTERS = 1_000_000


def text_of_file(path: Path, kind: str) -> str:
    """Empty for what holds no words, or none that can be read: broken, locked, or a picture of a page."""
    read = {PDF: _text_of_pdf, DOCX: _text_of_docx, TEXT: _text_of_words}.get(kind)
    return writable(read(path))[:MOST_CHARACTERS] if read else ""


def _text_of_words(path: Path) -> str:
    """In Unicode, or as Windows wrote it in Western Europe: a letter that is misread is better than no word."""
    with path.open("rb") as file:
        content = file.read(MOST_CHARACTERS)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _text_of_docx(path: Path) -> str:
    try:
        return text_of(path.read_bytes())
    except ValidationError:
        return ""


def _text_of_pdf(path: Path) -> str:
    # Loaded here because it takes time, and only who reads a PDF needs it.
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415

    try:
        with PdfDocument(path) as document:
            pages = (document[number] for number in range(min(len(document), MOST_PAGES)))
            return "\n".join(page.get_textpage().get_text_bounded() for page in pages)
    except PdfiumError:
        return ""
