"""Mails that came in, on the admin site: that they came and what became of them, not what stands in them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from tracker.incoming_mail.models import IncomingMail
from tracker.kit.admin_lists import LookedAtAdmin


@admin.register(IncomingMail)
class IncomingMailAdmin(LookedAtAdmin):
    list_display = ("sender", "at", "size", "state", "why", "decided_by", "decided_at")
    list_filter = ("state", "why", "at")
    list_select_related = ("decided_by",)
    search_fields = ("sender",)
    # Its page is the quarantine, of those alone that wait there.
    changed_on_its_page = False
    fields = (*list_display, "said", "removed_at")

    def get_queryset(self, request: Any) -> QuerySet[IncomingMail]:
        rows: QuerySet[IncomingMail] = IncomingMail.objects.all()
        return rows if request.user.is_administrator else rows.none()
