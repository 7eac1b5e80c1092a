"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "tracker.directory"
    verbose_name = _("Directory")
    periodic = ("tracker.directory.merging.tasks.LATE",)
    # What its work in the background is called.
    work = {
        "tracker.directory.merging.tasks.move_what_came_late": _("Finish merges"),
    }
