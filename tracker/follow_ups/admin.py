"""Follow-ups on the admin site: to look at, cut to what the administrator may see."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from tracker.follow_ups.field_register import COLUMNS
from tracker.follow_ups.list.filters import FollowUpFilter
from tracker.follow_ups.models import FollowUp
from tracker.history.admin_base import ReadOnlyAdmin
from tracker.lists.admin_filters import filters_of
from tracker.lists.field_places import OnAdmin
from tracker.lists.field_register import choice_columns
from tracker.mandates.implementation_inline import ImplementationInline


@admin.register(FollowUp)
class FollowUpAdmin(ReadOnlyAdmin):
    list_display = ("reference", "title", "kind", "status", "owner", "partner", "due_on", "classification")
    list_display_links = ("reference", "title")
    list_filter = (
        *filters_of(FollowUpFilter, "unit", "owner", "meeting", "late"),
        *(column.name for column in choice_columns(COLUMNS, OnAdmin)),
        "due_on",
    )
    list_select_related = ("owner", "partner")
    search_fields = ("reference", "title")
    fields = (*COLUMNS.named(OnAdmin),)
    inlines = (ImplementationInline,)

    def get_queryset(self, request: Any) -> QuerySet[FollowUp]:
        rows: QuerySet[FollowUp] = FollowUp.objects.visible_to(request.user)
        return rows
