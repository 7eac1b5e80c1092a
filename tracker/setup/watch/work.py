"""A piece of work in the background, as the log and the traces know it."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any

from django.conf import settings

from tracker.setup.watch import spans
from tracker.setup.watch.request_id import known_as
from tracker.setup.watch.slow_queries import queries_watched


def watched(run: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Around what runs a task for a worker: its key and its name are told; what it is about nobody is."""

    @wraps(run)
    def run_watched(worker: Any, row: Any) -> None:
        around = spans.span(row.task_path) if settings.OPENTELEMETRY_ADDRESS else nullcontext()
        with known_as(str(row.pk)), queries_watched(), around:
            run(worker, row)

    return run_watched
