"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaptureConfig(AppConfig):
    name = "tracker.capture"
    verbose_name = _("Imports")
    periodic = ("tracker.capture.tasks.FORGET",)
