"""Mails and what they tell on the admin site: to look at, cut to what the administrator may see."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from tracker.history.admin_base import ReadOnlyInline
from tracker.kit.admin_lists import LookedAtAdmin
from tracker.notifications.models import Mail, Notification


class NotificationInline(ReadOnlyInline):
    model = Notification
    view_on_site = False
    fields = readonly_fields = ("reason", "follow_up", "made_at", "seen_at", "closed_at", "closed")

    def get_queryset(self, request: Any) -> QuerySet[Notification]:
        rows: QuerySet[Notification] = Notification.objects.visible_to(request.user).select_related("follow_up")
        return rows


@admin.register(Mail)
class MailAdmin(LookedAtAdmin):
    changed_on_its_page = False
    list_display = ("user", "kind", "day", "status", "why", "said", "at")
    list_filter = ("kind", "status")
    list_select_related = ("user",)
    search_fields = ("user__name", "user__email")
    fields = ("user", "kind", "day", "made_at", "status", "why", "said", "attempts", "at", "asked_again")
    inlines = (NotificationInline,)

    def get_queryset(self, request: Any) -> QuerySet[Mail]:
        rows: QuerySet[Mail] = Mail.objects.visible_to(request.user)
        return rows
