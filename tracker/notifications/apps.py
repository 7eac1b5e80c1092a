"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "tracker.notifications"
    verbose_name = _("Notifications")
    periodic = ("tracker.notifications.tasks.TELL", "tracker.notifications.tasks.LOOK")
    facts = ("tracker.notifications.failures.facts.mails",)
    # What its work in the background is called.
    work = {
        "tracker.notifications.tasks.look_for_silence": _("See what stays without an update"),
        "tracker.notifications.tasks.tell": _("See whom there is something to tell"),
        "tracker.notifications.tasks.prepare": _("Write what is new for people"),
        "tracker.notifications.tasks.send": _("Mail what is new for people"),
    }
