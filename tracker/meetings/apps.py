"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "tracker.meetings"
    verbose_name = _("Meetings")
    periodic = ("tracker.meetings.series.tasks.NEXT",)
    work = {"tracker.meetings.series.tasks.make_next_meetings": _("Make the next meetings of series")}
