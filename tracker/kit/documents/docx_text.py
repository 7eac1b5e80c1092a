"""The text of a Word document: its headings, lists and tables, one paragraph a line."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.kit.documents.docx_lists import Lists, W
from tracker.kit.text import writable

MOST_SIZE, MOST_UNPACKED, MOST_PARTS = 10 * 1024 * 1024, 60_000_000, 2_000
SENTENCES = {
    "size": _("This document is larger than 10 MB. Take its pictures out, or copy its text and paste it."),
    "pdf": _("This is a PDF. Copy its text and paste it here; the lines that it broke can be joined."),
    "old": _("This is a file of an old kind of Word, or it asks for a password. Save it as .docx without one."),
    "unknown": _("This is no Word document. Choose a .docx, or copy the text and paste it."),
    "broken": _("This document is damaged or not a real .docx. Open it, save it again, and choose it once more."),
    "empty": _("This document holds no text."),
}
# What was taken out, what is there twice, and what names no word.
_PASSED_OVER = {f"{W}del", f"{W}moveFrom", f"{W}rPr", f"{W}pPr", f"{W}instrText", f"{W}tbl", f"{W}p"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
_HEADING = re.compile(r"heading \d|title", re.IGNORECASE)


def text_of(data: bytes) -> str:
    """Raises ValidationError, with a sentence that says what else one can do."""
    refuse_at_a_glance(data)
    # Imported here because it takes a fifth of a second, and few pages need it.
    from docx import Document  # noqa: PLC0415

    try:
        document = Document(io.BytesIO(data))
        lines = list(_lines(document.element.body, Lists(document)))
    except Exception as error:
        # Each way of being no document has exceptions of its own: of the package, of XML, of what is missing in it.
        raise _refusal("broken") from error
    text = writable("\n".join(lines)).strip()
    if not text:
        raise _refusal("empty")
    return re.sub(r"\n{3,}", "\n\n", text)


def refuse_at_a_glance(data: bytes) -> None:
    if len(data) > MOST_SIZE:
        raise _refusal("size")
    if not data.startswith(b"PK\x03\x04"):
        raise _refusal(
            "pdf" if data.startswith(b"%PDF") else "old" if data.startswith(b"\xd0\xcf\x11\xe0") else "unknown"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise _refusal("size")
            if "word/document.xml" not in archive.namelist():
                raise _refusal("unknown")
            # What a part unpacks to is checked against what it says of itself.
            archive.testzip()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise _refusal("broken") from error


def _refusal(key: str) -> ValidationError:
    return ValidationError(SENTENCES[key], code=key)


def _lines(body: Any, lists: Lists) -> Iterator[str]:
    """Those of paragraphs and tables, also inside what only wraps them."""
    for part in body:
        if part.tag == f"{W}p":
            yield from _paragraph(part, lists)
        elif part.tag == f"{W}tbl":
            yield ""
            yield from _table(part, lists)
            yield ""
        elif part.tag not in _PASSED_OVER and isinstance(part.tag, str):
            yield from _lines(part, lists)


def _paragraph(paragraph: Any, lists: Lists) -> Iterator[str]:
    words = " ".join("".join(_words(paragraph)).replace("\t", " ").split(" ")).strip()
    # What floats beside it stands in a paragraph of its own.
    boxes = [box for box in paragraph.iter(f"{W}txbxContent") if _is_of(box, paragraph)]
    if _HEADING.fullmatch(lists.style_of(paragraph)) and words:
        yield from ("", f"{lists.sign_of(paragraph)}{words}", "")
    elif words:
        yield f"{lists.sign_of(paragraph)}{words}"
    for box in boxes:
        yield from _lines(box, lists)


def _is_of(box: Any, paragraph: Any) -> bool:
    """Not in another box of it, and not there for programs that know no boxes."""
    above = next(box.iterancestors(f"{W}p", _FALLBACK))
    return above is paragraph


def _words(part: Any) -> Iterator[str]:
    for inner in part:
        if inner.tag == f"{W}t":
            yield inner.text or ""
        elif inner.tag in _SIGNS:
            yield _SIGNS[inner.tag]
        elif inner.tag not in _PASSED_OVER and inner.tag != _FALLBACK and inner.tag != f"{W}txbxContent":
            yield from _words(inner)


def _table(table: Any, lists: Lists) -> Iterator[str]:
    """A row a line."""
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is not table:
            continue
        cells = [" ".join(filter(None, _lines(cell, lists))) for cell in row.iter(f"{W}tc") if _row_of(cell) is row]
        if any(cells):
            yield " | ".join(" ".join(cell.split()) for cell in cells)


def _row_of(cell: Any) -> Any:
    return next(cell.iterancestors(f"{W}tr"))
