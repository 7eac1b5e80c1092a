"""Points of agendas on the admin site, and on the page of a follow-up there the agendas it stands on: cut by sight."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from tracker.agendas.models import Appearance
from tracker.agendas.points.models import Point
from tracker.follow_ups.admin import FollowUpAdmin
from tracker.history.admin_base import ReadOnlyAdmin, ReadOnlyInline


@admin.register(Point)
class PointAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "meeting", "presenter", "minutes", "discussed_at", "removed_at")
    list_filter = ("standing", "discussed_at")
    list_select_related = ("meeting", "presenter")
    search_fields = ("title", "said")
    fields = ("meeting", "title", "standing", "presenter", "minutes", "said", "discussed_at", "repeats", "removed_at")

    def get_queryset(self, request: Any) -> QuerySet[Point]:
        rows: QuerySet[Point] = Point.objects.known_to(request.user)
        return rows


class AppearanceInline(ReadOnlyInline):
    model = Appearance
    fields = readonly_fields = ("meeting", "discussed_at", "said", "status_before")

    def get_queryset(self, request: Any) -> QuerySet[Appearance]:
        rows: QuerySet[Appearance] = Appearance.objects.visible_to(request.user).with_what_closes()
        return rows


# A follow-up stands below the agendas, and its page on the admin site shows them, too.
FollowUpAdmin.inlines = (*FollowUpAdmin.inlines, AppearanceInline)  # type: ignore[assignment]
