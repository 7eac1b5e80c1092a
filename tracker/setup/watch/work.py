"""A piece of work in the background, as the log and the traces know it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from tracker.setup.watch import spans
from tracker.setup.watch.request_id import known_as
from tracker.setup.watch.slow_queries import queries_watched


@contextmanager
def work_watched(key: str, path: str) -> Iterator[None]:
    """`path` is the dotted name of its task; what it is about nobody is told."""
    with known_as(key), queries_watched():
        if not settings.OPENTELEMETRY_ADDRESS:
            yield
            return
        with spans.span(path):
            yield
