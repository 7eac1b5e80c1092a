"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackgroundConfig(AppConfig):
    name = "tracker.background"
    verbose_name = _("Work in the background")
    # Of every package: what a worker does again and again, each a `Periodic`.
    periodic = ("tracker.background.queue_maintenance.FORGET",)
