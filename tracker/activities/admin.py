"""Activities on the admin site: to look at, cut to what the administrator may see."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from tracker.activities import columns
from tracker.activities.models import Activity
from tracker.history.admin_base import ReadOnlyAdmin
from tracker.lists.places import OnAdmin
from tracker.mandates.admin_inlines import ImplementationInline


@admin.register(Activity)
class ActivityAdmin(ReadOnlyAdmin):
    list_display = ("title", "starts_on", "ends_on", "done_by", "unit", "partner", "classification")
    list_filter = ("classification", "starts_on")
    list_select_related = ("done_by", "unit", "partner")
    search_fields = ("title", "place")
    fields = (*columns.COLUMNS.named(OnAdmin),)
    inlines = (ImplementationInline,)

    def get_queryset(self, request: Any) -> QuerySet[Activity]:
        rows: QuerySet[Activity] = Activity.objects.visible_to(request.user)
        return rows
