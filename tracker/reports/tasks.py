"""What mailings leave to the background. Each may be begun again, after whatever became of whoever began it."""

from datetime import datetime, timedelta

from django.tasks import task
from django.utils import timezone

from tracker.background.periodic_work import Periodic
from tracker.reports import send_mail


@task()
def send_slot(pk: int, slot: str) -> None:
    send_mail.send(pk, datetime.fromisoformat(slot))


@task()
def send_what_is_due() -> None:
    for pk, slot in send_mail.due(timezone.now()):
        send_slot.enqueue(pk, slot.isoformat())


MAIL = Periodic(send_what_is_due, timedelta(minutes=5))
