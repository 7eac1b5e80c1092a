"""What the admin site calls this package, and its work in the background."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackupsConfig(AppConfig):
    name = "tracker.backups"
    verbose_name = _("Backups")
    facts = ("tracker.backups.facts.backups",)
    periodic = ("tracker.backups.tasks.DAILY",)
    work = {"tracker.backups.tasks.back_up": _("Make the backup of the day")}
