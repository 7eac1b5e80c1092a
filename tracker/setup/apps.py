from django.apps import AppConfig
from django.core.checks import Tags, register

from tracker.setup.system_checks import check_country, check_mail, check_model, check_sqlite


class SetupConfig(AppConfig):
    name = "tracker.setup"

    def ready(self) -> None:
        register(check_sqlite, Tags.database)
        register(check_country)
        register(check_model)
        register(check_mail, Tags.mail, deploy=True)
