"""Mails that tell administrators of errors, and letting go of old ones."""

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from tracker.background.periodic_work import Periodic
from tracker.background.send_rows import send_rows
from tracker.health.letter import mail_of
from tracker.health.models import Fault, FaultMail
from tracker.setup.mail_server import sends_mail

RETENTION = timedelta(days=30)


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
def forget() -> None:
    Fault.objects.filter(last_at__lt=timezone.now() - RETENTION).delete()


LEFT_OVER = Periodic(send_left_over, timedelta(minutes=5))
FORGET = Periodic(forget, timedelta(days=1))
