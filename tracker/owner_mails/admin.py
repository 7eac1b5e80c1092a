"""Mails to owners on the admin site: to look at, cut to what the administrator may see."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from tracker.kit.admin_lists import LookedAtAdmin
from tracker.owner_mails.models import OwnerMail


@admin.register(OwnerMail)
class OwnerMailAdmin(LookedAtAdmin):
    changed_on_its_page = False
    list_display = ("person", "day", "status", "why", "said", "at")
    list_filter = ("status", "day")
    list_select_related = ("person",)
    search_fields = ("person__name",)
    fields = ("person", "day", "made_at", "status", "why", "said", "attempts", "at")

    def get_queryset(self, request: Any) -> QuerySet[OwnerMail]:
        rows: QuerySet[OwnerMail] = OwnerMail.objects.visible_to(request.user)
        return rows
