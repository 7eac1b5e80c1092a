"""What exports leave to the background. Each may be begun again, after whatever became of whoever began it."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.tasks import task
from django.utils import timezone

from tracker.accounts.models import User
from tracker.background.periodic_work import Periodic
from tracker.exports.models import Export
from tracker.exports.write_export import throw_away_old, write_export


@task()
def write_file(pk: int) -> None:
    export = Export.objects.filter(pk=pk, ended_at=None).select_related("by").first()
    if export:
        write_export(export)


@transaction.atomic
def begin(*, by: User, **asked: Any) -> Export | None:
    """Have it written, unless that is going on for this person already. What was given up begins anew.

    None when so many others of theirs are being written that it has to wait.
    """
    export = Export.ask(by=by, **asked)
    if not export.is_being_written:
        if sum(each.is_being_written for each in Export.objects.unfinished(by)) >= settings.EXPORTS_AT_ONCE:
            transaction.set_rollback(True)
            return None
        write_file.enqueue(export.pk)
    return export


@task()
def forget_exports() -> None:
    throw_away_old(timezone.now())


FORGET = Periodic(forget_exports, timedelta(hours=1))
