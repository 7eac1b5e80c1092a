"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "tracker.imports"
    # The label of its tables, which were made under this name.
    label = "capture"
    verbose_name = _("Imports")
    periodic = ("tracker.imports.tasks.FORGET",)
