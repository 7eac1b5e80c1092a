"""What the admin site calls this package, and its work in the background."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IncomingMailConfig(AppConfig):
    name = "tracker.incoming_mail"
    verbose_name = _("Mail that comes in")
    periodic = ("tracker.incoming_mail.tasks.READ", "tracker.incoming_mail.tasks.FORGET")
    work = {
        "tracker.incoming_mail.tasks.read_mailbox": _("Read the mailbox"),
        "tracker.incoming_mail.tasks.forget_sources": _("Throw away the sources of old mails"),
    }
