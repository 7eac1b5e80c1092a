"""Bringing a table, by its pages or by itself."""

import csv
from collections.abc import Callable, Sequence
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from python_calamine import CalamineWorkbook

from tracker.accounts.models import User
from tracker.imports import write_rows
from tracker.imports.headers import Field
from tracker.imports.models import Import
from tracker.imports.prepare_import import preview, upload
from tracker.imports.spreadsheet import word
from tracker.imports.table_reader import Table

Brought = Callable[..., Import]


def send_file(client: Client, data: bytes, name: str = "actions.csv") -> HttpResponse:
    return client.post("/imports/", {"file": SimpleUploadedFile(name, data)})


def given_out(client: Client, form: str, **asked: str) -> bytes:
    answer = client.get(f"/follow-ups/export/{form}/", {"status": "", **asked})
    return b"".join(answer) if answer.streaming else answer.content


def rows_in(data: bytes, form: str, delimiter: str = ";") -> list[list[str]]:
    """What a program of its own finds in a file."""
    if form == "csv":
        return list(csv.reader(StringIO(data.decode("utf-8-sig")), delimiter=delimiter))
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return [[word(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python()]


def brought_back(client: Client, data: bytes, form: str, *, marked: bool = True) -> Import:
    """Not `marked`: without what Suivi wrote beside its rows, so that each cell is read and compared."""
    client.post("/imports/", {"file": SimpleUploadedFile(f"list.{form}", data)})
    source = Import.objects.latest("pk")
    names = [name if marked or name != Field.MARK else "" for name in source.columns]
    typed = {f"column_{place}": name for place, name in enumerate(names)}
    client.post(f"/imports/{source.pk}/columns/", typed | {"classification": "general"})
    return source


@pytest.fixture
def brought(claire: User) -> Brought:
    """A table of hers as far as its preview, with the columns as Suivi guesses them."""

    def make(*rows: Sequence[str], by: User | None = None, **values: Any) -> Import:
        source = upload("actions.csv", Table([list(row) for row in rows]), by=by or claire)
        preview(source, **values)
        return source

    return make


@pytest.fixture
def imported(brought: Brought) -> Brought:
    """The same, confirmed and written."""

    def make(*rows: Sequence[str], **values: Any) -> Import:
        source = brought(*rows, **values)
        confirm_and_write(source)
        return source

    return make


def confirm_and_write(source: Import) -> None:
    write_rows.confirm(source)
    source.refresh_from_db()
    write_rows.write_all(source)


def outcomes(source: Import) -> list[tuple[int, str]]:
    return list(source.lines.values_list("number", "outcome"))


def problems(source: Import) -> list[list[str]]:
    return [problem for line in source.lines.all() for problem in line.problems]
