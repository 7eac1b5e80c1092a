"""What takes the database long, in the log: the words of the question, never the values in it."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connections

log = logging.getLogger("tracker.queries")
LONGEST_TOLD = 2_000

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


@contextmanager
def queries_watched() -> Iterator[None]:
    """Nothing is put between the house and its database unless LOG_SLOW_MS asks for it."""
    if not settings.LOG_SLOW_MS:
        yield
        return
    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(connections[alias].execute_wrapper(tell_slow))
        yield


def tell_slow(execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    began = perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        ms = (perf_counter() - began) * 1000
        if ms >= settings.LOG_SLOW_MS:
            words = " ".join(str(sql).split())[:LONGEST_TOLD]
            log.warning("A query took %.0f ms: %s", ms, words, extra={"told": {"ms": round(ms), "query": words}})
