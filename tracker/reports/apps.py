"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "tracker.reports"
    verbose_name = _("Reports")
    periodic = ("tracker.reports.tasks.MAIL",)
