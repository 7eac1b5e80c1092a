"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowUpsConfig(AppConfig):
    name = "tracker.follow_ups"
    verbose_name = _("Follow-ups")
    periodic = ("tracker.follow_ups.bulk.tasks.FORGET",)
    # What its work in the background is called.
    work = {
        "tracker.follow_ups.bulk.tasks.forget_choices": _("Forget what was ticked"),
    }
