"""What notifications leave to the background. Each may be begun again, after whatever became of whoever began it."""

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from tracker.background.periodic_work import Periodic
from tracker.notifications import arrivals, at_once, digests, send_mail
from tracker.notifications.escalation import look

# So many people, or mails, one worker sees to before another may.
SLICE = 100


@task()
def tell() -> None:
    """What is new in the house is written and mailed; and whose hour has come, is seen to."""
    now = timezone.now()
    arrivals.write_arrivals(now)
    people = digests.due(now)
    at_once.write_mails_at_once(now, but=people)
    for first in range(0, len(people), SLICE):
        prepare.enqueue(people[first : first + SLICE])
    if send_mail.is_something_waiting(now):
        send.enqueue()


@task()
def prepare(people: list[int]) -> None:
    digests.write(people, timezone.now())
    send.enqueue()


@task()
def send() -> None:
    """As many as one worker does at once; the next of them somebody else may do meanwhile."""
    if send_mail.send_waiting(SLICE, timezone.now()):
        send.enqueue()


@task()
def look_for_silence() -> None:
    """What goes without word, is announced, and goes up."""
    look.look(timezone.now())


LOOK = Periodic(look_for_silence, timedelta(hours=1))
TELL = Periodic(tell, timedelta(minutes=2))
