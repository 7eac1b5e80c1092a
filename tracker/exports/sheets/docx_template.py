"""A Word document from a template that people may edit in Word or LibreOffice: it holds the layout and the styles."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tracker.exports.sheets.docx_directions import set_directions
from tracker.exports.sheets.docx_properties import describe, locale_of
from tracker.kit.text import all_writable

_LANGUAGE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"


def filled(template: Path, context: Mapping[str, Any], *, title: str, author: str, language: str) -> bytes:
    """The template with the words of `context`, which is text, and lists and dictionaries of text."""
    # Imported here because together they take a fifth of a second, and few who start Suivi ask for a document.
    from docxtpl.template import DocxTemplate  # noqa: PLC0415
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

    from tracker.exports.sheets.docx_style import number_pages  # noqa: PLC0415

    made = DocxTemplate(template)
    # Sandboxed, because people edit the template; escaped, because others wrote what fills it.
    made.render(all_writable(context), SandboxedEnvironment(autoescape=True))
    number_pages(made.docx)
    set_directions(made.docx)
    describe(made.docx, title=title, author=author, language=language)
    _speak(made.docx, locale_of(language))
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def _speak(document: Any, locale: str) -> None:
    """The language in which its styles are read aloud and spelt."""
    for each in document.styles.element.xpath("//w:lang"):
        each.set(_LANGUAGE, locale)
