"""What the admin site calls this package."""

from django.apps import AppConfig, apps
from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class BackgroundConfig(AppConfig):
    name = "tracker.background"
    verbose_name = _("Work in the background")
    # Of every package: what a worker does again and again, each a `Periodic`.
    periodic = ("tracker.background.periodic_work.FORGET",)

    def ready(self) -> None:
        """Take the queue off the admin site: whoever asked for a piece of work sees on its page what became of it.

        Settings name this package after the admin site, which knows every table by then.
        """
        admin.site.unregister(apps.get_model("django_tasks_database", "DBTaskResult"))
