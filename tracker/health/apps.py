"""What the admin site calls this package, and its work in the background."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HealthConfig(AppConfig):
    name = "tracker.health"
    verbose_name = _("How Suivi is")
    periodic = ("tracker.health.tasks.LEFT_OVER", "tracker.health.tasks.GIVEN_UP", "tracker.health.tasks.FORGET")
    work = {
        "tracker.health.tasks.send": _("Mail administrators what went wrong"),
        "tracker.health.tasks.send_left_over": _("Send what is left over of such mails"),
        "tracker.health.tasks.tell_given_up": _("Mail administrators which work was given up"),
        "tracker.health.tasks.forget": _("Let go of old errors"),
    }
