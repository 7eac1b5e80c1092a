"""Files on the admin site: to look at, cut to what the administrator may see."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tracker.files.models import AttachedFile
from tracker.history.admin_base import ReadOnlyAdmin


@admin.register(AttachedFile)
class AttachedFileAdmin(ReadOnlyAdmin):
    list_display = ("name", "thing", "kind", "size", "attached_by", "attached_at")
    list_filter = ("kind", "attached_at")
    list_select_related = ("attached_by", "content_type")
    search_fields = ("name",)
    fields = list_display
    changed_on_its_page = False

    @admin.display(description=_("attached to"))
    def thing(self, file: AttachedFile) -> str:
        return str(file.item)

    def get_queryset(self, request: Any) -> QuerySet[AttachedFile]:
        rows: QuerySet[AttachedFile] = AttachedFile.objects.visible_to(request.user).defer("text")
        return rows.prefetch_related("item")
