"""The rows that were refused as a file of their own: as it was sent, with the reason in a last column."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.accounts.how_often import EXPORT, is_within, too_often
from tracker.accounts.request import Request
from tracker.exports.sheets.csv_file import BYTE_ORDER_MARK, escape_formula
from tracker.exports.sheets.response import Format, kind_of
from tracker.exports.sheets.xlsx_file import write_plain_xlsx
from tracker.imports.headers import column_name
from tracker.imports.models import Import, RowOutcome
from tracker.imports.views.own_import import own_import

# What calls a cell: the letters over its column, behind the name of its sheet and before the number of its row.
_CELL = re.compile(r"(?:.*!)?([A-Z]+)\d+", re.DOTALL)
PLAIN_TEXT = (".csv", ".tsv", ".txt")


@require_safe
def refused_file(request: Request, pk: int) -> HttpResponse:
    source = own_import(request, pk)
    if not source.previewed_at:
        return redirect(source)
    if not is_within(request.user, EXPORT):
        return too_often(request, source.get_absolute_url())
    name = PurePath(source.name)
    is_text = name.suffix.lower() in PLAIN_TEXT
    content, form = (_as_csv(source), Format.CSV) if is_text else (_as_xlsx(source), Format.XLSX)
    response = HttpResponse(content, content_type=kind_of(form))
    words = get_valid_filename(_("%(file)s refused rows") % {"file": name.stem if name.suffix else name})
    response.headers["Content-Disposition"] = str(content_disposition_header(True, f"{words}.{form}"))
    return response


def _rows(source: Import) -> Iterator[list[str]]:
    """The heads, and each row with its reason behind; the reason of those sent again is the new one."""
    width, why = len(source.heads), _("Why it was refused")
    heads = {column_name(place): head for place, head in enumerate(source.heads)}
    last = width - 1 if source.heads[-1] == why else width
    yield [*source.heads[:last], why]
    left = [RowOutcome.REFUSED, *([RowOutcome.ASKED] if source.confirmed_at else [])]
    for line in source.lines.filter(outcome__in=left).order_by("number").iterator():
        cells = [*line.cells, *[""] * (width - len(line.cells))][:last]
        reasons = [_reason(place, words, heads) for place, words in line.problems]
        yield [*cells, " ".join(reasons) or _("It was not answered, so nothing was written.")]


def _reason(cell: str, words: str, heads: Mapping[str, str]) -> str:
    """By the head of its column: in the new file the row has another number."""
    letters = found[1] if (found := _CELL.fullmatch(cell)) else cell
    return _("%(column)s: %(why)s") % {"column": heads.get(letters) or letters, "why": words}


def _as_csv(source: Import) -> bytes:
    separator = source.found.get("separator", "")
    text = io.StringIO(newline="")
    # A file of one column had nothing between its cells; now it has two.
    writer = csv.writer(text, delimiter=separator if len(separator) == 1 else ";")
    writer.writerows(map(escape_formula, row) for row in _rows(source))
    return f"{BYTE_ORDER_MARK}{text.getvalue()}".encode()


def _as_xlsx(source: Import) -> bytes:
    file = io.BytesIO()
    sheet = (source.found.get("sheets") or [source.sheet])[0]
    write_plain_xlsx(sheet, _rows(source), file)
    return file.getvalue()
