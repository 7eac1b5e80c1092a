"""What is done again and again: letting go of what the settings keep no longer."""

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from tracker.background.periodic_work import Periodic
from tracker.privacy.retention import forget_old


@task()
def forget_kept() -> None:
    forget_old(timezone.now())


FORGET = Periodic(forget_kept, timedelta(days=1))
