"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PledgesConfig(AppConfig):
    name = "tracker.pledges"
    verbose_name = _("Pledges")
