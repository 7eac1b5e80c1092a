"""Imports on the admin site: to look at, who brought which table and what became of it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from tracker.imports.models import Import
from tracker.kit.admin_lists import LookedAtAdmin


@admin.register(Import)
class ImportAdmin(LookedAtAdmin):
    list_display = ("name", "by", "at", "classification", "previewed_at", "confirmed_at")
    list_filter = ("classification", "at", ("confirmed_at", admin.EmptyFieldListFilter))
    list_select_related = ("by",)
    search_fields = ("name", "by__name")
    fields = (
        "name",
        "by",
        "at",
        "sheet",
        "imported_list",
        "classification",
        "adds_names",
        "previewed_at",
        "confirmed_at",
        "undone_at",
    )

    def get_queryset(self, request: Any) -> QuerySet[Import]:
        rows: QuerySet[Import] = Import.objects.overseen_by(request.user)
        return rows

    def view_on_site(self, obj: Import) -> str | None:
        return obj.get_absolute_url() if obj.is_own else None  # type: ignore[attr-defined]
