"""What the columns of an import are and how its file is read, with a look at the first rows while that is changed."""

from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tracker.accounts.how_often import READ_AGAIN, is_within
from tracker.accounts.request import Request
from tracker.imports.models import Import
from tracker.imports.reading.columns_form import ColumnsForm
from tracker.imports.reading.first_rows import first_rows
from tracker.imports.reading.reading_form import ReadingForm
from tracker.imports.spreadsheet import Refused
from tracker.imports.table_reader import SENTENCES
from tracker.imports.tasks import read_again
from tracker.imports.views.own_import import own_import
from tracker.imports.views.progress import Preparation


@require_POST
def look(request: Request, pk: int) -> HttpResponse:
    """The same page by columns that are chosen and not yet said; nothing is saved."""
    source = own_import(request, pk)
    if source.confirmed_at or Preparation.of(source):
        return redirect(source)
    typed = ColumnsForm(request.POST, source=source)
    typed.is_valid()
    return columns_page(request, source, ColumnsForm(None, source=typed.draft()))


@transaction.non_atomic_requests
@require_POST
def read(request: Request, pk: int) -> HttpResponse:
    """Read the file as it is said now. What cannot be read so is said, and all is as it was."""
    source = own_import(request, pk)
    if source.confirmed_at or not source.is_read:
        return redirect(source)
    form = ReadingForm(request.POST, source=source)
    if not form.is_valid():
        return columns_page(request, source, ColumnsForm(None, source=source), reading=form)
    if not is_within(request.user, READ_AGAIN):
        form.add_error(None, SENTENCES["often"])
        return columns_page(
            request, source, ColumnsForm(None, source=source), reading=form, status=HTTPStatus.TOO_MANY_REQUESTS
        )
    try:
        read_again(source, form.reading())
    except Refused as refusal:
        form.add_error(None, SENTENCES[str(refusal)])
        return columns_page(request, source, ColumnsForm(None, source=source), reading=form)
    return redirect("imports:columns", source.pk)


def columns_page(
    request: Request, source: Import, form: ColumnsForm, *, reading: ReadingForm | None = None, **how: Any
) -> HttpResponse:
    wrong = form.errors or (reading and reading.errors)
    if form.is_bound:
        form.is_valid()
    source = form.draft()
    if source.is_kept and reading is None:
        reading = ReadingForm(source=source)
    columns = list(form.columns())
    context = {"source": source, "form": form, "columns": columns, "reading": reading}
    context |= {"first_rows": first_rows(source), "reads_some": any(source.columns)}
    return render(request, "imports/columns.html", context, **{"status": 422 if wrong else 200, **how})
