"""The agendas on which a follow-up stands, on its page on the admin site: cut to what the administrator may see."""

from typing import Any

from django.db.models import QuerySet

from tracker.agendas.models import Appearance
from tracker.follow_ups.admin import FollowUpAdmin
from tracker.history.admin_base import ReadOnlyInline


class AppearanceInline(ReadOnlyInline):
    model = Appearance
    view_on_site = False
    fields = readonly_fields = ("meeting", "discussed_at", "said", "status_before")

    def get_queryset(self, request: Any) -> QuerySet[Appearance]:
        rows: QuerySet[Appearance] = Appearance.objects.visible_to(request.user).with_what_closes()
        return rows


# A follow-up stands below the agendas, and its page on the admin site shows them, too.
FollowUpAdmin.inlines = (*FollowUpAdmin.inlines, AppearanceInline)  # type: ignore[assignment]
