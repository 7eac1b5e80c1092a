"""Mailed reports on the admin site: to look at, with each mail."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from tracker.history.admin_base import ReadOnlyAdmin, ReadOnlyInline
from tracker.lists.field_places import OnAdmin
from tracker.reports.mailing_field_register import COLUMNS
from tracker.reports.models import Delivery, Mailing


class DeliveryInline(ReadOnlyInline):
    model = Delivery
    fields = ("slot", "address", "person", "asked_by", "status", "why", "said", "at")


@admin.register(Mailing)
class MailingAdmin(ReadOnlyAdmin):
    list_display = ("name", "made_by", "rhythm", "day", "hour", "form", "paused_at")
    list_filter = ("rhythm", "form")
    list_select_related = ("made_by",)
    search_fields = ("name",)
    fields = (*COLUMNS.named(OnAdmin),)
    inlines = (DeliveryInline,)

    def get_queryset(self, request: Any) -> QuerySet[Mailing]:
        rows: QuerySet[Mailing] = Mailing.objects.visible_to(request.user)
        return rows
