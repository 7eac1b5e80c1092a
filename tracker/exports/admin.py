"""Exports on the admin site: to look at, who asked for which file and what became of it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from tracker.exports.models import Export
from tracker.kit.admin_lists import LookedAtAdmin


@admin.register(Export)
class ExportAdmin(LookedAtAdmin):
    list_display = ("title", "form", "by", "at", "rows", "ended_at", "why")
    list_filter = ("form", "at", "why")
    list_select_related = ("by",)
    search_fields = ("title", "by__name")
    fields = ("title", "form", "by", "at", "language", "rows", "name", "ended_at", "why")

    def get_queryset(self, request: Any) -> QuerySet[Export]:
        rows: QuerySet[Export] = Export.objects.overseen_by(request.user)
        return rows

    def view_on_site(self, obj: Export) -> str | None:
        return obj.get_absolute_url() if obj.is_own else None  # type: ignore[attr-defined]
