"""What the admin site calls this package, and what it does in the background."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarMailsConfig(AppConfig):
    name = "tracker.calendar_mails"
    verbose_name = _("Calendar invitations")
    periodic = ("tracker.calendar_mails.tasks.LEFT_OVER",)
    # What its work in the background is called.
    work = {"tracker.calendar_mails.tasks.send_left_over": _("Send calendar invitations that were left over")}
