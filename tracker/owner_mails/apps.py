"""What the admin site calls this package, and its work in the background."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OwnerMailsConfig(AppConfig):
    name = "tracker.owner_mails"
    verbose_name = _("Mails to owners without an account")
    periodic = ("tracker.owner_mails.tasks.TELL",)
    work = {
        "tracker.owner_mails.tasks.tell_owners": _("See which owners there is something to tell"),
        "tracker.owner_mails.tasks.send": _("Mail owners what is theirs"),
    }
