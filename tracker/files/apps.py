"""What the admin site calls this package, and its work in the background."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "tracker.files"
    verbose_name = _("Files")
    periodic = ("tracker.files.tasks.READ", "tracker.files.tasks.FORGET")
    work = {
        "tracker.files.tasks.read_files": _("Read files"),
        "tracker.files.tasks.forget_files": _("Throw away the content of files that nobody attached"),
    }
