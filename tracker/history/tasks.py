"""What is done again and again: sealing the history."""

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from tracker.background.periodic_work import Periodic
from tracker.history.chain.models import Seal
from tracker.history.chain.seal import seal_what_stands
from tracker.history.models import Entry


@task()
def seal() -> None:
    seal_what_stands(Entry.objects, Seal.objects, timezone.now())


SEAL = Periodic(seal, timedelta(minutes=5))
