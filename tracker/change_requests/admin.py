"""What was asked to be changed of a follow-up, on its page on the admin site: cut to what the administrator may see."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tracker.change_requests.models import ChangeRequest
from tracker.follow_ups.admin import FollowUpAdmin
from tracker.history.admin_base import ReadOnlyInline


class ChangeRequestInline(ReadOnlyInline):
    model = ChangeRequest
    view_on_site = False
    fields = readonly_fields = (
        "what",
        "reason",
        "asked_by",
        "asked_at",
        "state",
        "answered_by",
        "answered_at",
        "answer",
    )

    def get_queryset(self, request: Any) -> QuerySet[ChangeRequest]:
        rows: QuerySet[ChangeRequest] = ChangeRequest.objects.visible_to(request.user).with_names()
        return rows

    @admin.display(description=_("what is asked for"))
    def what(self, row: ChangeRequest) -> str:
        return row.said


FollowUpAdmin.inlines = (*FollowUpAdmin.inlines, ChangeRequestInline)  # type: ignore[assignment]
