"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HistoryConfig(AppConfig):
    name = "tracker.history"
    verbose_name = _("History")
    periodic = ("tracker.history.tasks.SEAL",)
    # What its work in the background is called.
    work = {
        "tracker.history.tasks.seal": _("Seal the history"),
    }
