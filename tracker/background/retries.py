"""What is tried again: the work of workers that are gone, at once, and what failed, after a while."""

from datetime import datetime, timedelta
from typing import Any

from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tracker.background.models import Beat, database_now

# A piece of work is tried so often, each time after a longer while.
MOST_ATTEMPTS = 5


FIRST_WAIT = timedelta(seconds=10)


def requeue_abandoned() -> int:
    """Put back what a worker began that is no longer there; how many. What killed so many workers is given up."""
    alive, count = set(Beat.objects.alive().values_list("pk", flat=True)), 0
    for row in DBTaskResult.objects.running():
        if alive.isdisjoint(row.worker_ids[-1:]):
            count += _put_back(row, database_now())
    return count


def try_later(row: DBTaskResult[..., Any]) -> None:
    """Put back what failed, for a while that doubles with each attempt; the last failure stands."""
    wait: timedelta = FIRST_WAIT * 2 ** (len(row.worker_ids) - 1)
    _put_back(row, database_now() + wait)


def _put_back(row: DBTaskResult[..., Any], run_after: datetime) -> int:
    if len(row.worker_ids) >= MOST_ATTEMPTS:
        status, moment = TaskResultStatus.FAILED, {"finished_at": database_now()}
    else:
        status, moment = TaskResultStatus.READY, {"run_after": run_after}
    # Nobody else may have taken or finished it meanwhile.
    same = DBTaskResult.objects.filter(pk=row.pk, status=row.status, started_at=row.started_at)
    return same.update(status=status, **moment)
