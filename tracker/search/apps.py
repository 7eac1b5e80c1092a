from django.apps import AppConfig
from django.db.models.signals import post_migrate

from tracker.search.index_after_migrate import mend


class SearchConfig(AppConfig):
    name = "tracker.search"

    def ready(self) -> None:
        post_migrate.connect(mend)
