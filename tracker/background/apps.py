"""What the admin site calls this package."""

from django.apps import AppConfig, apps
from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class BackgroundConfig(AppConfig):
    name = "tracker.background"
    verbose_name = _("Work in the background")
    # Of every package: what a worker does again and again, each a `Periodic`.
    periodic = ("tracker.background.periodic_work.FORGET",)
    # What its work in the background is called.
    work = {
        "tracker.background.periodic_work.forget": _("Let go of what is over"),
    }

    def ready(self) -> None:
        """Take the queue itself off the admin site, with all that its work is about: `Work` is looked at there.

        Settings name this package after the admin site, which knows every table by then.
        """
        admin.site.unregister(apps.get_model("django_tasks_database", "DBTaskResult"))
