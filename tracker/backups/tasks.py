"""What the worker does: a backup a day, where one is to be made."""

import logging
from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from tracker.background.periodic_work import Periodic
from tracker.backups.daily import daily_backups, is_due
from tracker.backups.make import make_backup
from tracker.backups.trouble import Trouble

log = logging.getLogger(__name__)


@task()
def back_up() -> None:
    """What fails stands in the table, and is tried again in the next hour."""
    daily = daily_backups()
    if daily is None or not is_due(timezone.now()):
        return
    try:
        make_backup(daily.folder, keep=daily.keep)
    except Trouble as trouble:
        log.error("No backup was made: %s", trouble)


DAILY = Periodic(back_up, timedelta(hours=1))
