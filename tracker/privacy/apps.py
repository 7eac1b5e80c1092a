"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "tracker.privacy"
    verbose_name = _("Privacy")
    periodic = ("tracker.privacy.tasks.FORGET",)
    # What its work in the background is called.
    work = {
        "tracker.privacy.tasks.forget_kept": _("Let go of what the settings keep no longer"),
    }
