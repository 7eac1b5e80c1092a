"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExportsConfig(AppConfig):
    name = "tracker.exports"
    verbose_name = _("Exports")
    periodic = ("tracker.exports.tasks.FORGET",)
    # What its work in the background is called.
    work = {
        "tracker.exports.tasks.write_file": _("Write a file"),
        "tracker.exports.tasks.forget_exports": _("Throw old files away"),
    }
