"""A disk without room: what it says to whom, so that reading goes on and nobody loses what they typed."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tracker.kit.form_responses import form_page

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
# What SQLite says of the database, and of the index of its journal; what PostgreSQL says.
SQLITE_SAYS = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)
POSTGRESQL_SAYS = "53100"
NOT_TYPED = {"csrfmiddlewaretoken", "next"}


def is_full(error: BaseException | None) -> bool:
    """Whether it was for want of room, on the disk of the files or of the database."""
    if error is None:
        return False
    return (
        (isinstance(error, OSError) and error.errno in NO_ROOM)
        or getattr(error, "sqlite_errorcode", None) in SQLITE_SAYS
        or getattr(error, "sqlstate", None) == POSTGRESQL_SAYS
        or is_full(error.__cause__)
    )


@contextmanager
def if_there_is_room() -> Iterator[None]:
    """For what is noted on the way while somebody reads: they go on reading without it."""
    try:
        yield
    except (DatabaseError, OSError) as error:
        if not is_full(error):
            raise


def full_disk_page(request: HttpRequest) -> HttpResponse:
    """What was typed is on it, to be sent again; but for a file, which no browser keeps, and beside a password."""
    typed = [*_typed(request)] if request.method == "POST" else []
    if any("password" in name for name, _value in typed):
        typed = []
    return form_page(
        request,
        "507.html",
        default=reverse("desk"),
        status=HTTPStatus.INSUFFICIENT_STORAGE,
        typed=typed,
        texts=[value for _name, value in typed if "\n" in value or " " in value],
        has_files=bool(request.FILES) if typed else False,
    )


def _typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name not in NOT_TYPED:
            yield from ((name, str(value)) for value in values if value)
