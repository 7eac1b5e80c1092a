"""Meetings on the admin site: to look at, cut to what the administrator may see."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from tracker.history.admin_base import ReadOnlyAdmin, ReadOnlyInline
from tracker.lists.field_places import OnAdmin
from tracker.meetings.field_register import COLUMNS
from tracker.meetings.models import Meeting, Participation


class ParticipationInline(ReadOnlyInline):
    model = Participation
    fields = ("person", "organisation", "title", "role", "attendance")


@admin.register(Meeting)
class MeetingAdmin(ReadOnlyAdmin):
    list_display = ("title", "kind", "held_on", "place", "classification", "recorder")
    list_filter = ("kind", "classification", "held_on")
    list_select_related = ("recorder",)
    search_fields = ("title", "place")
    fields = (*COLUMNS.named(OnAdmin),)
    inlines = (ParticipationInline,)

    def get_queryset(self, request: Any) -> QuerySet[Meeting]:
        rows: QuerySet[Meeting] = Meeting.objects.visible_to(request.user)
        return rows
