"""How a page of a workbook looks and prints: as wide as the paper, its heads on each sheet of it."""

from collections.abc import Sequence
from datetime import date, datetime
from math import ceil
from typing import Any

from django.utils.translation import gettext as _

from tracker.exports.sheets.fit import LONGEST_TEXT, fit
from tracker.exports.sheets.sheet import Column, Value, said
from tracker.exports.sheets.style import INK, INK_2, LATE_SOFT, LINE, LINE_STRONG, SANS, SERIF, SUNKEN

# Of all cells; the size is in points.
_SIZE = 10
FONT = {"font_name": SANS, "font_size": _SIZE}
# In points: a letter of a column's width, a line of text and what is around it, and the most that a row may take.
_LETTER, _LINE, _AROUND, _HIGHEST = 5.25, 12.75, 2.25, 400
# In letters: what stands free in a cell; what a figure takes at least, the longest moment; what is wider than a sheet
# of A4 (9, for printers) that stands lies on its side. Small letters are narrower; the last word goes to the next line.
_FREE, _FIGURE, _MOMENT, _UPRIGHT, _A4 = 2, 9, 16, 90, 9
_SMALL, _LAST_WORD = 1.1, 2
# In inches.
_MARGINS = {"left": 0.5, "right": 0.5, "top": 0.5, "bottom": 0.7}

_KINDS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_name": SERIF, "bottom": 0},
    "fact": {"font_color": f"#{INK_2}", "bottom": 0, "text_wrap": True},
    "head": {
        "bold": True,
        "text_wrap": True,
        "valign": "bottom",
        "bg_color": f"#{SUNKEN}",
        "bottom_color": f"#{LINE_STRONG}",
    },
    "text": {"text_wrap": True},
    "figure": {"align": "right", "indent": 1, "text_wrap": True},
    "whole": {"align": "right", "indent": 1, "num_format": "#,##0"},
    "day": {"align": "left", "num_format": "yyyy-mm-dd"},
    "moment": {"align": "left", "num_format": "yyyy-mm-dd hh:mm"},
}
_KINDS["figure head"] = {**_KINDS["head"], "align": "right", "indent": 1}
_EMPHASES: dict[str, dict[str, Any]] = {
    "": {},
    "worst": {"bold": True, "bg_color": f"#{LATE_SOFT}"},
    "total": {"bold": True, "top": 1, "top_color": f"#{LINE_STRONG}"},
}


class Looks(dict[tuple[str, str], Any]):
    """The format of a cell by its kind and its emphasis, or the colour behind it, made when it is first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book

    def __missing__(self, asked: tuple[str, str]) -> Any:
        kind, emphasis = asked
        plain = {"font_color": f"#{INK}", "valign": "top", "bottom": 1, "bottom_color": f"#{LINE}"}
        stressed = _EMPHASES.get(emphasis, {"bg_color": f"#{emphasis}"})
        self[asked] = self._book.add_format({**plain, **_KINDS[kind], **stressed})
        return self[asked]


def shown(value: Value) -> str:
    """A value as a cell shows it; what is no text is never broken."""
    if isinstance(value, date):
        return f"{value:%Y-%m-%d\N{NO-BREAK SPACE}%H:%M}" if isinstance(value, datetime) else value.isoformat()
    return said(value)


def widths(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[float]:
    """In letters: each column has its share of the paper, as in other files; what one does not need others have."""
    fitted = fit(columns, rows)
    letter = _LETTER * fitted.size / _SIZE
    needs = [_need(column, [row[place] for row in rows]) for place, column in enumerate(columns)]
    shares = [width / letter for width in fitted.widths]
    own = [max(min(share, most), least) for share, (least, most) in zip(shares, needs, strict=True)]
    more = [max(min(most, LONGEST_TEXT) - width, 0) for width, (_least, most) in zip(own, needs, strict=True)]
    spare = min(max(sum(shares) - sum(own), 0) / (sum(more) or 1), 1)
    return [width + extra * spare for width, extra in zip(own, more, strict=True)]


def _need(column: Column, texts: Sequence[str]) -> tuple[float, float]:
    """At least and at most: a day or a figure for which there is no room is shown as ####."""
    heads = str(column.label).split() if column.is_number else [str(column.label)]
    least = max((len(text) for text in texts if " " not in text and len(text) <= _MOMENT), default=0)
    return max(least + _FREE, _FIGURE), max(map(len, [*texts, *heads])) + _FREE


def height(texts: Sequence[str], widths: Sequence[float]) -> float | None:
    """Of a row, in points, if a text takes several lines: not every program sees that by itself."""
    lines = max(
        sum(ceil(len(line) / (width * _SMALL - _LAST_WORD)) or 1 for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(lines * _LINE + _AROUND, _HIGHEST) if lines > 1 else None


def set_up(page: Any, widths: Sequence[float], head: int) -> None:
    """`head` is the line of the heads."""
    for place, width in enumerate(widths):
        page.set_column(place, place, width)
    if sum(widths) > _UPRIGHT:
        page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(**_MARGINS)
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)
    page.freeze_panes(head + 1, 1)
    page.hide_gridlines(2)
    numbered = _("page %(number)s of %(total)s") % {"number": "&P", "total": "&N"}
    page.set_footer(f"&R&8{numbered}")
