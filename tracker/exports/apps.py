"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExportsConfig(AppConfig):
    name = "tracker.exports"
    verbose_name = _("Exports")
    periodic = ("tracker.exports.tasks.FORGET",)
