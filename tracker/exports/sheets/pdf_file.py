"""A sheet as a PDF that can be read aloud, drawn by Typst. What people wrote goes in as data, never as markup."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.exports.sheets.sheet import Sheet, said
from tracker.kit.text import writable

TEMPLATE = Path(__file__).parent / "sheet.typ"


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
        "page": _("page %(number)s of %(total)s") % {"number": "{number}", "total": "{total}"},
        "tables": [
            {
                "title": writable(table.title) if len(sheet.tables) > 1 else "",
                "columns": [
                    {"label": writable(str(column.label)), "wide": column.wide, "number": column.is_number}
                    for column in table.columns
                ],
                "rows": [[writable(said(value)) for value in row] for row in table.rows()],
            }
            for table in sheet.tables
        ],
    }
