"""Links for partners on the admin site: to look at, cut to what the administrator may see; revoked on their page."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from tracker.history.admin_base import ReadOnlyAdmin, ReadOnlyInline
from tracker.partner_links.models import LinkUse, PartnerLink


class LinkUseInline(ReadOnlyInline):
    model = LinkUse
    view_on_site = False
    fields = readonly_fields = ("at", "did", "follow_up")

    def get_queryset(self, request: Any) -> QuerySet[LinkUse]:
        rows: QuerySet[LinkUse] = LinkUse.objects.visible_to(request.user).select_related("follow_up")
        return rows


@admin.register(PartnerLink)
class PartnerLinkAdmin(ReadOnlyAdmin):
    list_display = ("person", "organisation", "made_by", "made_at", "until", "removed_at")
    list_filter = ("language", "until", "made_at")
    list_select_related = ("person", "organisation", "made_by")
    search_fields = ("person__name", "organisation__name")
    # Nobody could draw the link from its digest; nor has anybody to read it.
    fields = (*list_display, "language")
    inlines = (LinkUseInline,)

    def get_queryset(self, request: Any) -> QuerySet[PartnerLink]:
        rows: QuerySet[PartnerLink] = PartnerLink.objects.known_to(request.user)
        return rows
