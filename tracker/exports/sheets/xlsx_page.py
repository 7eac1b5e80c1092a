"""How a page of a workbook looks and prints: as wide as the paper, its heads on each sheet of it."""

from typing import Any

from django.utils.translation import gettext as _

from tracker.exports.sheets.sheet import Column, Table
from tracker.exports.sheets.style import INK, INK_2, LATE_SOFT, LINE, LINE_STRONG, SERIF, SUNKEN

# In letters: what is wider than a sheet of A4 (9, for printers) that stands lies on its side.
_WIDE, _NARROW, _FIGURE, _UPRIGHT, _A4 = 50, 18, 9, 90, 9
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
    "figure": {"align": "right", "text_wrap": True},
    "whole": {"align": "right", "num_format": "#,##0"},
    "day": {"align": "left", "num_format": "yyyy-mm-dd"},
    "moment": {"align": "left", "num_format": "yyyy-mm-dd hh:mm"},
}
_KINDS["figure head"] = {**_KINDS["head"], "align": "right"}
_EMPHASES: dict[str, dict[str, Any]] = {
    "": {},
    "worst": {"bold": True, "bg_color": f"#{LATE_SOFT}"},
    "total": {"bold": True, "top": 1, "top_color": f"#{LINE_STRONG}"},
}


class Looks(dict[tuple[str, str], Any]):
    """The format of a cell by its kind and its emphasis, made when it is first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book

    def __missing__(self, asked: tuple[str, str]) -> Any:
        kind, emphasis = asked
        plain = {"font_color": f"#{INK}", "valign": "top", "bottom": 1, "bottom_color": f"#{LINE}"}
        self[asked] = self._book.add_format({**plain, **_KINDS[kind], **_EMPHASES[emphasis]})
        return self[asked]


def widths(table: Table) -> list[int]:
    """In letters; figures take what the longest word above them does."""
    return [_width(column) for column in table.columns]


def _width(column: Column) -> int:
    longest = max(map(len, str(column.label).split()), default=0) + 2
    return max(_FIGURE if column.is_number else _WIDE if column.wide else _NARROW, longest)


def set_up(page: Any, table: Table, head: int) -> None:
    """`head` is the line of the heads."""
    for place, width in enumerate(widths(table)):
        page.set_column(place, place, width)
    if sum(widths(table)) > _UPRIGHT:
        page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(**_MARGINS)
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)
    page.freeze_panes(head + 1, 1)
    page.hide_gridlines(2)
    numbered = _("page %(number)s of %(total)s") % {"number": "&P", "total": "&N"}
    page.set_footer(f"&R&8{numbered}")
