"""What is done again and again: links are forgotten that lead nowhere since long."""

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from tracker.background.periodic_work import Periodic
from tracker.mail_answers.models import AnswerLink


@task()
def forget_links() -> None:
    AnswerLink.objects.all().forgotten(timezone.now()).delete()


FORGET = Periodic(forget_links, timedelta(days=1))
