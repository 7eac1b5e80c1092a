"""Whether a task waits in the queue or is worked on."""

from typing import Any

from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult


def is_under_way(path: str, *arguments: Any) -> bool:
    """Whether the task of this dotted name waits in the queue or is worked on: what was given up is not."""
    going_on = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    rows = DBTaskResult.objects.filter(status__in=going_on, task_path=path, args_kwargs__args=list(arguments))
    return bool(rows.exists())
