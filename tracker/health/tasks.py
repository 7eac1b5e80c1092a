"""Mails that tell administrators of errors, and letting go of old ones."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Max
from django.tasks import task
from django.utils import timezone

from tracker.background.models import Work
from tracker.background.periodic_work import Periodic
from tracker.background.send_rows import send_rows
from tracker.health.letter import mail_of
from tracker.health.models import QUIET_OF_WORK, Fault, FaultMail
from tracker.setup.mail_server import sends_mail

RETENTION = timedelta(days=30)
A_MOMENT = timedelta(minutes=1)


@task()
def send() -> None:
    """What is to be sent, by one worker each."""
    if sends_mail():
        send_rows(FaultMail.objects.waiting().select_related("fault", "user"), mail_of)


@task()
def send_left_over() -> None:
    """What broke off between being written and being sent, or was put off by the mail server."""
    if sends_mail():
        now = timezone.now()
        FaultMail.objects.all().settle_cut_off(now)
        send_rows(FaultMail.objects.left_over(now).select_related("fault", "user"), mail_of)


@task()
@transaction.atomic
def tell_given_up() -> None:
    """What was given up in the last day: each kind of work once, however often it was."""
    now = timezone.now()
    # What failed a moment ago may be put back, to be tried again.
    lately = Work.objects.failed().filter(finished_at__range=(now - QUIET_OF_WORK, now - A_MOMENT))
    # The queue has an order of its own, by which rows would be told apart.
    for row in lately.order_by().values("task_path").annotate(times=Count("pk"), last_at=Max("finished_at")):
        fault = Fault.note_given_up(row["task_path"], row["times"], row["last_at"])
        is_news = fault.mailed_at is None or row["last_at"] > fault.mailed_at
        if sends_mail() and is_news and fault.is_to_be_mailed():
            FaultMail.write(fault)
            send.enqueue()


@task()
def forget() -> None:
    Fault.objects.filter(last_at__lt=timezone.now() - RETENTION).delete()


LEFT_OVER = Periodic(send_left_over, timedelta(minutes=5))
GIVEN_UP = Periodic(tell_given_up, timedelta(minutes=5))
FORGET = Periodic(forget, timedelta(days=1))
