"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "tracker.imports"
    # The label of its tables, which were made under this name.
    label = "capture"
    verbose_name = _("Imports")
    periodic = ("tracker.imports.tasks.FORGET",)
    # What its work in the background is called.
    work = {
        "tracker.imports.tasks.read_file": _("Read a table"),
        "tracker.imports.tasks.plan_rows": _("Compare the rows of a table"),
        "tracker.imports.tasks.write_import": _("Write the rows of a table"),
        "tracker.imports.undo.tasks.take_back_import": _("Take an import back"),
        "tracker.imports.tasks.forget_imports": _("Throw old tables away"),
    }
