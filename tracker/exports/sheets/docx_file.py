"""A sheet as a Word document, lying on its side."""

import io
from typing import Any

from django.utils.translation import get_language

from tracker.exports.sheets.docx_directions import set_directions
from tracker.exports.sheets.sheet import Sheet, Table, said
from tracker.kit.text import writable

_LOCALES = {"fr": "fr-FR"}


def docx_of(sheet: Sheet) -> bytes:
    # Imported here, as few who start Suivi ask for a file.
    from docx import Document  # noqa: PLC0415
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415

    document = Document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    document.core_properties.title = writable(sheet.title)[:255]
    document.core_properties.language = _LOCALES.get((get_language() or "en")[:2], "en-GB")
    document.add_heading(writable(sheet.title), 1)
    for fact in sheet.facts:
        document.add_paragraph(writable(fact))
    for table in sheet.tables:
        if len(sheet.tables) > 1:
            document.add_heading(writable(table.title), 2)
        _add_table(document, table)
    set_directions(document)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _add_table(document: Any, table: Table) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415

    drawn = document.add_table(1, len(table.columns), style="Light Grid Accent 1")
    for cell, column in zip(drawn.rows[0].cells, table.columns, strict=True):
        cell.text = writable(str(column.label))
    repeated = OxmlElement("w:tblHeader")
    drawn.rows[0]._tr.get_or_add_trPr().append(repeated)
    # Row by row through the library takes minutes for two thousand: it counts them all for each.
    for row in table.rows():
        line = OxmlElement("w:tr")
        for value in row:
            cell, paragraph, run, text = (OxmlElement(f"w:{name}") for name in ("tc", "p", "r", "t"))
            text.text = writable(said(value))
            run.append(text)
            paragraph.append(run)
            cell.append(paragraph)
            line.append(cell)
        drawn._tbl.append(line)
