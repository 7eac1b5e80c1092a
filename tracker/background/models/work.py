"""A piece of work in the background, as it stands in the queue."""

from typing import Any

from django.apps import apps
from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult


class Work(DBTaskResult[..., Any]):
    """What a package calls its work its `AppConfig.work` says, by the dotted names of its tasks."""

    class Meta:
        proxy = True
        verbose_name = _("piece of work")
        verbose_name_plural = _("pieces of work")
        ordering = ["-enqueued_at", "pk"]

    def __str__(self) -> str:
        return str(names_of_work().get(self.task_path, self.task_path))

    def begin_again(self) -> bool:
        """What was given up is tried anew, as often as at first. Asked for twice, once."""
        given_up = type(self).objects.failed().filter(pk=self.pk)
        anew: dict[str, Any] = {"status": TaskResultStatus.READY, "worker_ids": [], "run_after": timezone.now()}
        return bool(given_up.update(**anew, finished_at=None))

    @property
    def attempts(self) -> int:
        return len(self.worker_ids)


def names_of_work() -> dict[str, Any]:
    """By the dotted name of the task."""
    return {path: name for config in apps.get_app_configs() for path, name in getattr(config, "work", {}).items()}
