"""By what a line of the log, an answer and the mail of an error are known to be of one request."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from secrets import token_hex

from django.conf import settings
from django.http import HttpRequest

HEADER = "X-Request-ID"
# What a proxy may call a request, so that its log and ours tell of the same: no line of a log is forged by it.
GIVEN = re.compile(r"[A-Za-z0-9._-]{1,64}")
_current: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """Of what this thread is at: a request, or a piece of work in the background; "" between them."""
    return _current.get()


@contextmanager
def known_as(name: str) -> Iterator[None]:
    token = _current.set(name)
    try:
        yield
    finally:
        _current.reset(token)


def id_of(request: HttpRequest) -> str:
    """What the proxy in front calls it, where there is one; else a new one."""
    given = request.headers.get(HEADER, "") if getattr(settings, "SECURE_PROXY_SSL_HEADER", None) else ""
    return given if GIVEN.fullmatch(given) else token_hex(8)
