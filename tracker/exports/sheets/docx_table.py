"""A table of a sheet in a Word document."""

from collections.abc import Iterator, Sequence
from typing import Any

from docx.oxml import OxmlElement

from tracker.exports.sheets.docx_style import TABLE
from tracker.exports.sheets.fit import Fit, fit
from tracker.exports.sheets.sheet import Column, Table
from tracker.exports.sheets.style import LATE_SOFT, SUNKEN
from tracker.kit.text import writable

# Word counts twentieths of a point for lengths, and halves for letters.
_LENGTH, _LETTERS = 20, 2


def add_table(document: Any, table: Table) -> None:
    rows = table.said
    fitted = fit(table.columns, rows)
    drawn = document.add_table(0, len(table.columns), style=TABLE)
    drawn.autofit = False
    for column, width in zip(drawn._tbl.tblGrid.gridCol_lst, fitted.widths, strict=True):
        column.set(_w("w"), str(round(width * _LENGTH)))
    heads = [writable(str(column.label)) for column in table.columns]
    # Row by row through the library takes minutes for two thousand: it counts them all for each.
    for place, row in enumerate([heads, *rows], -1):
        is_total = table.has_total and place == len(rows) - 1
        fill = SUNKEN if place < 0 else LATE_SOFT if place in table.worst else ""
        line = _element("tr", _properties(is_head=place < 0))
        line.extend(_cells(row, table.columns, fitted, fill=fill, is_bold=bool(fill) or is_total))
        drawn._tbl.append(line)


def _properties(*, is_head: bool) -> Any:
    """A row stands on one page; that of the heads stands on each."""
    return _element("trPr", *[_element("cantSplit"), *([_element("tblHeader")] if is_head else [])])


def _cells(row: Sequence[str], columns: Sequence[Column], fitted: Fit, *, fill: str, is_bold: bool) -> Iterator[Any]:
    size = str(round(fitted.size * _LETTERS))
    for words, column, width in zip(row, columns, fitted.widths, strict=True):
        looks = [*([_element("b")] if is_bold else []), _element("sz", val=size)]
        side = [_element("pPr", _element("jc", val="right"))] if column.is_number else []
        shade = [_element("shd", val="clear", color="auto", fill=fill)] if fill else []
        about = _element("tcPr", _element("tcW", w=str(round(width * _LENGTH)), type="dxa"), *shade)
        yield _element("tc", about, _element("p", *side, _element("r", _element("rPr", *looks), *_lines(words))))


def _lines(words: str) -> Iterator[Any]:
    for number, line in enumerate(words.split("\n")):
        if number:
            yield _element("br")
        text = _element("t", space="preserve")
        text.text = line
        yield text


def _element(name: str, *parts: Any, space: str = "", **attributes: str) -> Any:
    made = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(_w(attribute), value)
    if space:
        made.set("{http://www.w3.org/XML/1998/namespace}space", space)
    made.extend(parts)
    return made


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
