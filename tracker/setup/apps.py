from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Tags, register

from tracker.setup.system_checks import (
    check_addresses,
    check_country,
    check_mail,
    check_model,
    check_replica,
    check_scanner,
    check_sqlite,
)
from tracker.setup.watch import sentry
from tracker.setup.watch.system_check import check_watchers, lacking


class SetupConfig(AppConfig):
    name = "tracker.setup"

    def ready(self) -> None:
        register(check_sqlite, Tags.database)
        register(check_replica)
        register(check_country)
        register(check_model)
        register(check_addresses)
        register(check_scanner)
        register(check_mail, Tags.mail, deploy=True)
        register(check_watchers)
        if settings.SENTRY_DSN and not lacking("sentry_sdk"):
            sentry.begin()
