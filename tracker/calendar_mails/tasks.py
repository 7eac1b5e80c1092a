"""What broke off between being written and being sent is sent by the background, once."""

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from tracker.background.periodic_work import Periodic
from tracker.calendar_mails import send_mails
from tracker.setup.mail_server import sends_mail


@task()
def send_left_over() -> None:
    if sends_mail():
        send_mails.send_left_over(timezone.now())


LEFT_OVER = Periodic(send_left_over, timedelta(minutes=5))
