from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate

from tracker.kit.checks import check_mail, check_sqlite
from tracker.kit.search.upkeep import mend


class KitConfig(AppConfig):
    name = "tracker.kit"

    def ready(self) -> None:
        register(check_sqlite, Tags.database)
        register(check_mail, Tags.mail, deploy=True)
        post_migrate.connect(mend)
