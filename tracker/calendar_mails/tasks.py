"""What broke off between being written and being sent is sent by the background, once."""

from datetime import timedelta

from django.tasks import task

from tracker.background.periodic_work import Periodic
from tracker.calendar_mails.models import CalendarMail
from tracker.calendar_mails.send_mails import send_mails
from tracker.setup.mail_server import sends_mail


@task()
def send_left_over() -> None:
    CalendarMail.objects.close_cut_off()
    if sends_mail():
        send_mails(CalendarMail.objects.left_over().values_list("pk", flat=True))


LEFT_OVER = Periodic(send_left_over, timedelta(minutes=5))
