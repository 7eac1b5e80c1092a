"""Files on the admin site: to look at."""

from django.contrib import admin

from tracker.files.models import AttachedFile
from tracker.history.admin_base import ReadOnlyAdmin


@admin.register(AttachedFile)
class AttachedFileAdmin(ReadOnlyAdmin):
    list_display = ("name", "item", "kind", "size", "attached_by", "attached_at", "removed_at")
    list_filter = ("kind", "removed_at")
    list_select_related = ("attached_by", "content_type")
    search_fields = ("name",)
    fields = list_display
    date_hierarchy = "attached_at"
