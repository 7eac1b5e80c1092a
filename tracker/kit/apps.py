from django.apps import AppConfig
from django.core.checks import Tags, register

from tracker.kit.checks import check_mail, check_sqlite


class KitConfig(AppConfig):
    name = "tracker.kit"

    def ready(self) -> None:
        register(check_sqlite, Tags.database)
        register(check_mail, Tags.mail, deploy=True)
