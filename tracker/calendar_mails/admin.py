"""What calendars were told of a meeting, on its page on the admin site: cut to what the administrator may see."""

from typing import Any

from django.db.models import QuerySet

from tracker.calendar_mails.models import CalendarMail
from tracker.history.admin_base import ReadOnlyInline
from tracker.meetings.admin import MeetingAdmin


class CalendarMailInline(ReadOnlyInline):
    model = CalendarMail
    fields = readonly_fields = ("person", "address", "method", "sequence", "status", "said", "at", "answer", "by")

    def get_queryset(self, request: Any) -> QuerySet[CalendarMail]:
        rows: QuerySet[CalendarMail] = CalendarMail.objects.visible_to(request.user).with_names()
        return rows


# A meeting stands below the mails that tell of it, and its page on the admin site shows both.
MeetingAdmin.inlines = (*MeetingAdmin.inlines, CalendarMailInline)  # type: ignore[assignment]
