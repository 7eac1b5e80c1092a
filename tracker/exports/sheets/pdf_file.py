"""A sheet as a PDF that can be read aloud."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from tracker.exports.sheets.chart import data_of
from tracker.exports.sheets.fit import fit
from tracker.exports.sheets.sheet import Sheet, Table
from tracker.kit.text import writable


def pdf_of(sheet: Sheet) -> bytes:
    return pdf_from("sheet.typ", _data(sheet))


def pdf_from(template: str | Path, data: dict[str, Any]) -> bytes:
    """A template of Typst, filled, as a PDF that can be read aloud where the fonts of this machine allow it."""
    # Imported here, as few who start Suivi ask for a file.
    from typst import TypstError  # noqa: PLC0415

    from tracker.exports.sheets.typesetting import typeset  # noqa: PLC0415

    try:
        return typeset(template, data, format="pdf", pdf_standards="ua-1")
    except TypstError:
        # No font of this machine has some letter: the standard forbids a document that cannot show it, people do not.
        return typeset(template, data, format="pdf")


def _data(sheet: Sheet) -> dict[str, Any]:
    return {
        "title": writable(sheet.title),
        "facts": [writable(fact) for fact in sheet.facts],
        "tiles": [{name: writable(words) for name, words in asdict(tile).items()} for tile in sheet.tiles],
        "page": _("page %(number)s of %(total)s") % {"number": "{number}", "total": "{total}"},
        "tables": [_table(table, writable(table.title) if len(sheet.tables) > 1 else "") for table in sheet.tables],
    }


def _table(table: Table, title: str) -> dict[str, Any]:
    rows = table.said
    fitted = fit(table.columns, rows)
    return {
        "title": title,
        "size": fitted.size,
        "tight": fitted.is_tight,
        "columns": [
            {"label": writable(str(column.label)), "number": column.is_number, "width": width}
            for column, width in zip(table.columns, fitted.widths, strict=True)
        ],
        "rows": rows,
        "worst": list(table.worst),
        "total": table.has_total,
        "chart": data_of(table.chart) if table.chart else None,
        "note": writable(table.note),
    }
