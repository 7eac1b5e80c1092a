"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "tracker.reports"
    verbose_name = _("Reports")
    periodic = ("tracker.reports.tasks.MAIL",)
    # What its work in the background is called.
    work = {
        "tracker.reports.tasks.send_slot": _("Mail a report"),
        "tracker.reports.tasks.send_what_is_due": _("See which reports are due"),
    }
