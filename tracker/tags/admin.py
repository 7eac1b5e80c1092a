"""Tags on the admin site: to look at."""

from typing import Any

from django.contrib import admin

from tracker.history.admin_base import ReadOnlyAdmin
from tracker.tags.models import Tag


@admin.register(Tag)
class TagAdmin(ReadOnlyAdmin):
    list_display = ("name", "merged_into", "removed_at")
    list_filter = ("removed_at",)
    list_select_related = ("merged_into",)
    search_fields = ("name",)
    fields = ("name", "merged_into", "removed_at")
    changed_on_its_page = False

    def view_on_site(self, obj: Any) -> str | None:
        return None
