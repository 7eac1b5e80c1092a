"""Meetings on the admin site: to look at, cut to what the administrator may see."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from tracker.history.admin_base import ReadOnlyAdmin, ReadOnlyInline
from tracker.lists.field_places import OnAdmin
from tracker.meetings.field_register import COLUMNS
from tracker.meetings.models import Meeting, Participation, Series, UsualParticipant
from tracker.meetings.series.field_register import COLUMNS as SERIES_COLUMNS


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


class UsualParticipantInline(ReadOnlyInline):
    model = UsualParticipant
    fields = ("person", "organisation", "title")


@admin.register(Series)
class SeriesAdmin(ReadOnlyAdmin):
    list_display = ("name", "rule", "begins_on", "place", "classification", "recorder")
    list_filter = ("kind", "classification")
    list_select_related = ("recorder",)
    search_fields = ("name", "place")
    fields = (*SERIES_COLUMNS.named(OnAdmin),)
    inlines = (UsualParticipantInline,)

    def get_queryset(self, request: Any) -> QuerySet[Series]:
        rows: QuerySet[Series] = Series.objects.visible_to(request.user)
        return rows
