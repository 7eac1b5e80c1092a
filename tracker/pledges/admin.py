"""Pledges on the admin site, to look at; exchange rates, to keep."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from tracker.history.admin_base import ReadOnlyAdmin, TrackedAdmin
from tracker.lists.field_places import OnAdmin
from tracker.pledges.field_register import COLUMNS
from tracker.pledges.models import Pledge
from tracker.pledges.models.exchange_rate import Rate


@admin.register(Pledge)
class PledgeAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "donor", "kind", "stage", "stage_since", "made_on", "classification")
    list_filter = ("stage", "kind", "classification", "made_on")
    list_select_related = ("donor",)
    search_fields = ("donor__name", "donor__short_name", "what")
    fields = (*COLUMNS.named(OnAdmin),)

    def get_queryset(self, request: Any) -> QuerySet[Pledge]:
        rows: QuerySet[Pledge] = Pledge.objects.visible_to(request.user)
        return rows


@admin.register(Rate)
class RateAdmin(TrackedAdmin):
    list_display = ("currency", "day", "rate", "source")
    list_filter = ("currency", "day")
    fields = ("currency", "day", "rate", "source", "started_from")
