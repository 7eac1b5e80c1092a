"""What changes of many leave to the background."""

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from tracker.background.periodic_work import Periodic
from tracker.follow_ups.models import BulkChange


@task()
def forget_choices() -> None:
    BulkChange.forget_old(timezone.now())


FORGET = Periodic(forget_choices, timedelta(days=1))
