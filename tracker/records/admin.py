"""Records on the admin site: to look at, cut to what the administrator may see."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from tracker.history.admin_base import ReadOnlyAdmin
from tracker.records.models import Record


@admin.register(Record)
class RecordAdmin(ReadOnlyAdmin):
    list_display = ("meeting", "kind", "language", "number", "stage", "classification")
    list_filter = ("kind", "language", "stage", "classification")
    list_select_related = ("meeting",)
    search_fields = ("meeting__title",)
    fields = ("meeting", "kind", "language", "classification", "number", "stage", "corrections_until")

    def get_queryset(self, request: Any) -> QuerySet[Record]:
        rows: QuerySet[Record] = Record.objects.visible_to(request.user)
        return rows

    def view_on_site(self, obj: Record) -> str:
        return obj.meeting.get_absolute_url()
