"""Work in the background on the admin site: to look at. What it works on is named by the pages that asked for it."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from tracker.background.models import Work
from tracker.kit.admin_lists import LookedAtAdmin


@admin.register(Work)
class WorkAdmin(LookedAtAdmin):
    changed_on_its_page = False
    list_display = ("work", "status", "attempts", "asked_at", "begun_at", "ended_at")
    list_filter = ("status",)
    fields = ("work", "status", "attempts", "asked_at", "begun_at", "ended_at")

    def get_fields(self, request: Any, obj: Work | None = None) -> tuple[Any, ...]:
        """An error may quote what it stumbled over: only who sees all reads it."""
        return (*self.fields, *(["traceback"] if request.user.sees_restricted else []))

    @admin.display(description=_("work"), ordering="task_path")
    def work(self, work: Work) -> str:
        return str(work)

    @admin.display(description=_("attempts"))
    def attempts(self, work: Work) -> int:
        return work.attempts

    @admin.display(description=_("asked for"), ordering="enqueued_at")
    def asked_at(self, work: Work) -> datetime | None:
        return work.enqueued_at

    @admin.display(description=_("begun"), ordering="started_at")
    def begun_at(self, work: Work) -> datetime | None:
        return work.started_at

    @admin.display(description=_("ended"), ordering="finished_at")
    def ended_at(self, work: Work) -> datetime | None:
        return work.finished_at
