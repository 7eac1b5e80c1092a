"""A disk without room: by what it is known, and what is done without."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
# What SQLite says of the database, and of the index of its journal; what PostgreSQL says.
SQLITE_SAYS = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)
POSTGRESQL_SAYS = "53100"


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
