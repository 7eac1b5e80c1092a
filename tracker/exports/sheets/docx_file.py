"""A sheet as a Word document, lying on its side."""

import io
from typing import Any

from django.utils.translation import get_language

from tracker.exports.sheets.chart import Chart
from tracker.exports.sheets.docx_directions import set_directions
from tracker.exports.sheets.docx_properties import describe
from tracker.exports.sheets.sheet import Sheet, Tile
from tracker.kit.text import writable


def docx_of(sheet: Sheet) -> bytes:
    # Imported here, as few who start Suivi ask for a file.
    from docx import Document  # noqa: PLC0415

    from tracker.exports.sheets.docx_style import dress, number_pages  # noqa: PLC0415
    from tracker.exports.sheets.docx_table import add_table  # noqa: PLC0415

    document = Document()
    dress(document)
    _lay_down(document.sections[0])
    describe(document, title=sheet.title, author="Suivi", language=get_language() or "en")
    document.add_heading(writable(sheet.title), 1)
    for fact in (*sheet.facts, *(_said(tile) for tile in sheet.tiles)):
        document.add_paragraph(writable(fact))
    for table in sheet.tables:
        if len(sheet.tables) > 1:
            document.add_heading(writable(table.title), 2)
        if table.chart:
            _add_plot(document, table.chart)
        add_table(document, table)
        if table.note:
            document.add_paragraph(writable(table.note), style="Caption")
    number_pages(document)
    set_directions(document)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _said(tile: Tile) -> str:
    return " ".join(filter(None, (tile.figure, tile.words, f"({tile.before})" if tile.before else "")))


def _add_plot(document: Any, chart: Chart) -> None:
    from docx.shared import Mm  # noqa: PLC0415

    from tracker.exports.sheets.typesetting import picture_of  # noqa: PLC0415

    title = writable(chart.title)
    document.add_heading(title, 3)
    picture = document.add_picture(io.BytesIO(picture_of(chart)), Mm(267))
    picture._inline.docPr.set("descr", title)
    document.paragraphs[-1].paragraph_format.keep_with_next = True


def _lay_down(page: Any) -> None:
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415

    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
