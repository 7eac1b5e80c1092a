"""What mails to owners leave to the background. Each may be begun again, after whatever became of whoever began it."""

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from tracker.background.periodic_work import Periodic
from tracker.owner_mails import write_mails

# So many mails one worker sends before another may.
SLICE = 100


@task()
def tell_owners() -> None:
    """Once their hour has come, what is theirs is written and mailed."""
    now = timezone.now()
    if write_mails.is_time(now):
        write_mails.write_mails(write_mails.today_of_house(now))
        send.enqueue()


@task()
def send() -> None:
    if write_mails.send_waiting(SLICE, timezone.now()):
        send.enqueue()


TELL = Periodic(tell_owners, timedelta(minutes=10))
