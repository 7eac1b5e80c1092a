"""How long a piece of work may take: past it the work is ended, and if it does not end, its worker is.

It is not tried again: it would take as long the next time.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer, current_thread, get_ident, main_thread
from types import FrameType
from typing import Any

from django.db import Error, close_old_connections, connections
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tracker.background.models.database_clock import database_now

# Seconds in which a piece of work that was ended puts itself in order.
GRACE = 10.0
# For whoever started the worker: an error of the software (sysexits.h).
WORKER_ENDED = 70

Row = DBTaskResult[..., Any]


class TookTooLong(BaseException):
    """No `Exception`: the work itself may catch those, and go on."""


def too_long(seconds: float) -> str:
    return f"It took longer than the {seconds:g} seconds that a piece of work may take (TASK_SECONDS), and was ended."


def run_within(seconds: float, row: Row, run: Callable[[Row], None]) -> bool:
    """Whether it came to its end in time. What did not has failed, and its row says why; 0 is no limit."""
    if not seconds:
        run(row)
        return True
    limit = _Limit(seconds, row)
    try:
        with limit.watched():
            run(row)
    except TookTooLong as late:
        row.set_failed(late)
    if limit.is_past and row.status == TaskResultStatus.FAILED:
        limit.say_so()
        return False
    return True


class _Limit:
    def __init__(self, seconds: float, row: Row) -> None:
        self.seconds, self.row, self.is_past = seconds, row, False
        # Those of the thread that works, whichever thread ends it.
        self.connections = [connections[alias] for alias in connections]
        self.thread = get_ident()

    @contextmanager
    def watched(self) -> Iterator[None]:
        may_be_told = current_thread() is main_thread()
        before = signal.signal(signal.SIGALRM, self.raise_here) if may_be_told else None
        timers = [Timer(self.seconds, self.end, [may_be_told]), Timer(self.seconds + GRACE, self.end_worker)]
        for timer in timers:
            timer.daemon = True
            timer.start()
        try:
            yield
        finally:
            for timer in timers:
                timer.cancel()
            if may_be_told:
                signal.signal(signal.SIGALRM, before)

    def end(self, may_be_told: bool) -> None:
        """In a thread of its own. What waits for the database hears of it from there."""
        self.is_past = True
        for connection in self.connections:
            raw: Any = connection.connection
            with suppress(Exception):
                raw.interrupt() if connection.vendor == "sqlite" else raw.cancel_safe(timeout=5)
        if may_be_told:
            signal.pthread_kill(self.thread, signal.SIGALRM)

    def raise_here(self, _number: int, _frame: FrameType | None) -> None:
        raise TookTooLong(too_long(self.seconds))

    def end_worker(self) -> None:
        """What it had not committed is lost with it, and another worker takes its place."""
        close_old_connections()
        with suppress(Error):
            self.say_so()
        os._exit(WORKER_ENDED)

    def say_so(self) -> None:
        """Unless another worker took the work meanwhile, as ours was silent."""
        said = {"exception_class_path": f"{TookTooLong.__module__}.{TookTooLong.__qualname__}"}
        ours = DBTaskResult.objects.filter(pk=self.row.pk, started_at=self.row.started_at)
        ours.update(
            status=TaskResultStatus.FAILED,
            finished_at=database_now(),
            traceback=f"{too_long(self.seconds)}\n\n{self.row.traceback}".strip(),
            **said,
        )
