"""Public addresses on the admin site: to look at, cut to what the administrator may see; revoked on their page."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from tracker.commitments.models import PublicAddress
from tracker.history.admin_base import ReadOnlyAdmin


@admin.register(PublicAddress)
class PublicAddressAdmin(ReadOnlyAdmin):
    list_display = ("title", "made_by", "made_at", "until", "removed_at", "opened", "last_opened_at")
    list_filter = ("names_people", "language", "until", "made_at")
    list_select_related = ("made_by",)
    search_fields = ("title",)
    # Whoever had its secret could draw the address from it.
    fields = (*list_display, "names_people", "language", "query")

    def get_queryset(self, request: Any) -> QuerySet[PublicAddress]:
        rows: QuerySet[PublicAddress] = PublicAddress.objects.known_to(request.user)
        return rows
