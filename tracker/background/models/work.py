"""A piece of work in the background, as it stands in the queue."""

from typing import Any

from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

# What such a row says, see `Work.begin_again`.
BEGUN_AGAIN = "begun again"


class Work(DBTaskResult[..., Any]):
    """What a package calls its work its `AppConfig.work` says, by the dotted names of its tasks."""

    class Meta:
        proxy = True
        verbose_name = _("piece of work")
        verbose_name_plural = _("pieces of work")
        ordering = ["-enqueued_at", "pk"]

    def __str__(self) -> str:
        return str(names_of_work().get(self.task_path, self.task_path))

    @transaction.atomic
    def begin_again(self, *, by: Any) -> bool:
        """What was given up is tried anew, as often as at first. Asked for twice, once; a row says who did."""
        given_up = type(self).objects.failed().filter(pk=self.pk)
        anew: dict[str, Any] = {"status": TaskResultStatus.READY, "worker_ids": [], "run_after": timezone.now()}
        if not given_up.update(**anew, finished_at=None):
            return False
        LogEntry.objects.log_actions(by.pk, [self], CHANGE, BEGUN_AGAIN, single_object=True)
        return True

    @classmethod
    def begun_again(cls) -> Any:
        """The rows that say who began which again, newest first."""
        kind = ContentType.objects.get_for_model(cls, for_concrete_model=False)
        return LogEntry.objects.filter(content_type=kind, change_message=BEGUN_AGAIN).select_related("user")

    @property
    def attempts(self) -> int:
        return len(self.worker_ids)


def names_of_work() -> dict[str, Any]:
    """By the dotted name of the task."""
    return {path: name for config in apps.get_app_configs() for path, name in getattr(config, "work", {}).items()}
