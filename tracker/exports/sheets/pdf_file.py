"""A sheet as a PDF that can be read aloud, drawn by Typst. What people wrote goes in as data, never as markup."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.exports.sheets import style
from tracker.exports.sheets.chart import Chart
from tracker.exports.sheets.fit import fit
from tracker.exports.sheets.sheet import Sheet, Table
from tracker.kit.text import writable

TEMPLATE = Path(__file__).parent / "sheet.typ"
_LOOK = {
    "ink": style.INK, "ink2": style.INK_2, "line": style.LINE, "strong": style.LINE_STRONG, "sunken": style.SUNKEN,
    "paper": "ffffff", "late": style.LATE, "worst": style.LATE_SOFT, "progress": style.PROGRESS,
    "progress-soft": style.PROGRESS_SOFT, "done": style.DONE,
}  # fmt: skip


def pdf_of(sheet: Sheet) -> bytes:
    # Imported here, as few who start Suivi ask for a file.
    import typst  # noqa: PLC0415

    data = json.dumps(_data(sheet), ensure_ascii=False)
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=_fonts(), sys_inputs={"data": data})
    try:
        drawn: Any = compiler.compile(format="pdf", pdf_standards="ua-1")
    except typst.TypstError:
        # No font of this machine has some letter: the standard forbids a document that cannot show it, people do not.
        drawn = compiler.compile(format="pdf")
    return bytes(drawn)


@cache
def _fonts() -> Any:
    """Found once: looking for those of the machine takes a while."""
    import typst  # noqa: PLC0415

    return typst.Fonts()


def _data(sheet: Sheet) -> dict[str, Any]:
    return {
        "title": writable(sheet.title),
        "language": (get_language() or "en")[:2],
        "facts": [writable(fact) for fact in sheet.facts],
        "tiles": [{name: writable(words) for name, words in asdict(tile).items()} for tile in sheet.tiles],
        "page": _("page %(number)s of %(total)s") % {"number": "{number}", "total": "{total}"},
        "look": _LOOK,
        "tables": [_table(table, writable(table.title) if len(sheet.tables) > 1 else "") for table in sheet.tables],
    }


def _table(table: Table, title: str) -> dict[str, Any]:
    rows = table.said
    fitted = fit(table.columns, rows)
    return {
        "title": title,
        "size": fitted.size,
        "columns": [
            {"label": writable(str(column.label)), "number": column.is_number, "width": width}
            for column, width in zip(table.columns, fitted.widths, strict=True)
        ],
        "rows": rows,
        "worst": list(table.worst),
        "total": table.has_total,
        "chart": _chart(table.chart) if table.chart else None,
        "note": writable(table.note),
    }


def _chart(chart: Chart) -> dict[str, Any]:
    return {
        "title": writable(chart.title),
        "note": writable(chart.note),
        "height": chart.height,
        "legend": [{"look": look, "words": str(words)} for look, words in chart.legend.items()],
        "groups": [
            {"name": writable(each.name), "y": each.y, "bars": [{**asdict(bar), "end": bar.end} for bar in each.bars]}
            for each in chart.groups
        ],
    }
