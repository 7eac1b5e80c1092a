"""Which database is read from just now: the primary, unless a page that may be read from the replica is being made."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

PRIMARY, REPLICA = DEFAULT_DB_ALIAS, "replica"
_alias: ContextVar[str] = ContextVar("reads_from", default=PRIMARY)


def read_from_replica[View: Callable[..., Any]](view: View) -> View:
    """A view of lists, of what is found, or of reports: by GET it may read from the replica, where there is one."""
    view.reads_from_replica = True  # type: ignore[attr-defined]
    return view


def has_replica() -> bool:
    return REPLICA in settings.DATABASES


def alias() -> str:
    return _alias.get()


def reading() -> Any:
    """The connection for SQL that Django does not write, and that reads."""
    return connections[alias()]


@contextmanager
def reading_from(name: str) -> Iterator[None]:
    token = _alias.set(name)
    try:
        yield
    finally:
        _alias.reset(token)
