"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CirculationConfig(AppConfig):
    name = "tracker.circulation"
    verbose_name = _("Records that go round")
    periodic = ("tracker.circulation.tasks.LEFT_OVER",)
    work = {"tracker.circulation.tasks.send_left_over": _("Send copies of records that were left over")}
