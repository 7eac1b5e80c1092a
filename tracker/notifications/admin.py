"""Mails, what they tell and what went up, on the admin site: to look at, cut to what the administrator may see."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from tracker.history.admin_base import ReadOnlyInline
from tracker.kit.admin_lists import LookedAtAdmin
from tracker.notifications.models import Escalation, Mail, Notification, Silence


class NotificationInline(ReadOnlyInline):
    model = Notification
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


class EscalationInline(ReadOnlyInline):
    model = Escalation
    fields = readonly_fields = ("user", "level", "at")


@admin.register(Silence)
class SilenceAdmin(LookedAtAdmin):
    changed_on_its_page = False
    list_display = ("follow_up", "since", "head_on", "managers_on", "ended_at")
    list_filter = (("ended_at", admin.EmptyFieldListFilter),)
    list_select_related = ("follow_up",)
    search_fields = ("follow_up__reference",)
    fields = ("follow_up", "since", "word_at", "made_at", "head_on", "managers_on", "ended_at")
    inlines = (EscalationInline,)

    def get_queryset(self, request: Any) -> QuerySet[Silence]:
        rows: QuerySet[Silence] = Silence.objects.visible_to(request.user)
        return rows
