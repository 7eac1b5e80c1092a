"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnerLinksConfig(AppConfig):
    name = "tracker.partner_links"
    verbose_name = _("Links for partners")
