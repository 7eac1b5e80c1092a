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


class TookTooLong(KeyboardInterrupt):
    """No `Exception`, which the work itself may catch and go on; at a Ctrl-C psycopg lets go of what it asked."""


def too_long(seconds: float) -> str:
    return f"It took longer than the {seconds:g} seconds that a piece of work may take (TASK_SECONDS), and was ended."


def run_within(seconds: float, row: Row, run: Callable[[Row], None]) -> bool:
    """Whether it came to its end in time. What did not has failed, and its row says why; 0 is no limit."""
    if not seconds:
        run(row)
        return True
    limit, trouble = _Limit(seconds, row), None
    try:
        with limit.watched():
            run(row)
    except (TookTooLong, Error) as error:
        if not limit.is_past:
            raise
        trouble = error
    if not limit.is_past or (trouble is None and row.status == TaskResultStatus.SUCCESSFUL):
        return True
    limit.let_go_of_connections()
    limit.say_so()
    return False


class _Limit:
    def __init__(self, seconds: float, row: Row) -> None:
        self.seconds, self.row, self.is_past, self.is_over = seconds, row, False, False
        # Those of the thread that works, whichever thread ends it.
        self.connections = [connections[alias] for alias in connections]
        self.thread = get_ident()

    @contextmanager
    def watched(self) -> Iterator[None]:
        may_be_told = current_thread() is main_thread()
        if may_be_told:
            signal.signal(signal.SIGALRM, self.raise_here)
        timers = [Timer(self.seconds, self.end, [may_be_told]), Timer(self.seconds + GRACE, self.end_worker)]
        for timer in timers:
            timer.daemon = True
            timer.start()
        try:
            yield
        finally:
            # A signal may be on its way still, and by itself would end the worker: it is heard, and nothing follows.
            self.is_over = True
            for timer in timers:
                timer.cancel()

    def end(self, may_be_told: bool) -> None:
        """In a thread of its own. SQLite hears of nothing else while it looks for something."""
        self.is_past = True
        for connection in self.connections:
            if connection.vendor == "sqlite" and connection.connection:
                connection.connection.interrupt()
        if may_be_told:
            signal.pthread_kill(self.thread, signal.SIGALRM)

    def raise_here(self, _number: int, _frame: FrameType | None) -> None:
        if not self.is_over:
            raise TookTooLong(too_long(self.seconds))

    def let_go_of_connections(self) -> None:
        """The work may have been ended at any place, such as in the middle of a commit."""
        for connection in self.connections:
            with suppress(Exception):
                connection.connection.rollback()
            connection.in_atomic_block = False
            connection.close()

    def end_worker(self) -> None:
        """What it had not committed is lost with it, and another worker takes its place."""
        close_old_connections()
        with suppress(Error):
            self.say_so()
        connections.close_all()
        os._exit(WORKER_ENDED)

    def say_so(self) -> None:
        """Unless another worker took the work meanwhile, as ours was silent."""
        ours = DBTaskResult.objects.filter(pk=self.row.pk, started_at=self.row.started_at)
        ours.update(
            status=TaskResultStatus.FAILED,
            finished_at=database_now(),
            exception_class_path=f"{TookTooLong.__module__}.{TookTooLong.__qualname__}",
            traceback=f"{too_long(self.seconds)}\n\n{self.row.traceback}".strip(),
        )
