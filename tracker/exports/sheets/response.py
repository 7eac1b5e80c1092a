"""A sheet as the answer to a request."""

import io
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import IO

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.formats import number_format
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from tracker.exports.sheets.csv_file import csv_of
from tracker.exports.sheets.docx_file import docx_of
from tracker.exports.sheets.pdf_file import pdf_of
from tracker.exports.sheets.sheet import Sheet
from tracker.exports.sheets.xlsx_file import write_xlsx

OFFICE = "application/vnd.openxmlformats-officedocument"


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class _Way:
    """`most`: beyond so many rows nobody reads it, and writing would hold up everybody else."""

    kind: str
    write: Callable[[Sheet, str], HttpResponseBase]
    most: int


def answer(sheet: Sheet, form: Format) -> HttpResponseBase:
    way = _WAYS[form]
    return _named(way.write(sheet, way.kind), f"{sheet.name}.{form}")


def _named(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response.headers["Content-Disposition"] = str(content_disposition_header(True, name))
    return response


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content: bytes
    kind: str


def file_of(sheet: Sheet, form: Format) -> File:
    """The same as something that a mail can carry, whole in memory."""
    file = io.BytesIO()
    write(sheet, form, file)
    return File(f"{sheet.name}.{form}", file.getvalue(), _WAYS[form].kind)


def write(sheet: Sheet, form: Format, file: IO[bytes]) -> None:
    match form:
        case Format.CSV:
            file.writelines(csv_of(sheet))
        case Format.XLSX:
            write_xlsx(sheet, file)
        case Format.DOCX:
            file.write(docx_of(sheet))
        case Format.PDF:
            file.write(pdf_of(sheet))


def written(file: IO[bytes], kind: str, name: str) -> HttpResponseBase:
    """What was written before, as the answer."""
    return _named(FileResponse(file, content_type=kind), name)


def kind_of(form: Format) -> str:
    return _WAYS[form].kind


def most_rows(form: Format) -> int:
    return _WAYS[form].most


def refusal(form: Format) -> str:
    """Why so many rows make no such file, and what does."""
    said = {"most": number_format(most_rows(form), force_grouping=True), "form": form.value}
    return _("This is more than %(most)s rows, too many for %(form)s. Filter further, or take csv or xlsx.") % said


def _csv(sheet: Sheet, kind: str) -> HttpResponseBase:
    return StreamingHttpResponse(csv_of(sheet), content_type=kind)


def _xlsx(sheet: Sheet, kind: str) -> HttpResponseBase:
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    write_xlsx(sheet, file)
    file.seek(0)
    return FileResponse(file, content_type=kind)


def _docx(sheet: Sheet, kind: str) -> HttpResponseBase:
    return HttpResponse(docx_of(sheet), content_type=kind)


def _pdf(sheet: Sheet, kind: str) -> HttpResponseBase:
    return HttpResponse(pdf_of(sheet), content_type=kind)


_WAYS = {
    Format.CSV: _Way("text/csv; charset=utf-8", _csv, 10_000_000),
    Format.XLSX: _Way(f"{OFFICE}.spreadsheetml.sheet", _xlsx, 1_000_000),
    Format.DOCX: _Way(f"{OFFICE}.wordprocessingml.document", _docx, 2_000),
    Format.PDF: _Way("application/pdf", _pdf, 2_000),
}
