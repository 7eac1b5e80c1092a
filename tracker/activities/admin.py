"""Activities on the admin site: to look at, cut to what the administrator may see."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from tracker.activities import field_register
from tracker.activities.models import Activity
from tracker.history.admin_base import ReadOnlyAdmin
from tracker.lists.field_places import OnAdmin
from tracker.mandates.implementation_inline import ImplementationInline


@admin.register(Activity)
class ActivityAdmin(ReadOnlyAdmin):
    list_display = ("title", "starts_on", "ends_on", "done_by", "unit", "partner", "classification")
    list_filter = ("classification", "starts_on")
    list_select_related = ("done_by", "unit", "partner")
    search_fields = ("title", "place")
    fields = (*field_register.COLUMNS.named(OnAdmin),)
    inlines = (ImplementationInline,)

    def get_queryset(self, request: Any) -> QuerySet[Activity]:
        rows: QuerySet[Activity] = Activity.objects.visible_to(request.user)
        return rows
