"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "tracker.accounts"
    verbose_name = _("Accounts")
    facts = ("tracker.accounts.sessions.facts.signed_in",)
