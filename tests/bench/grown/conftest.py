"""The demo, grown once for all that is asked of it here: these tests look and leave all as it is."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from bench.grow import Growth
from tracker.demo.load import load
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting

ROWS = 600


@pytest.fixture(scope="package")
def before(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[int, int]]:
    """Gives the meetings and follow-ups there were before."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(timezone.localdate())
        counts = Meeting.objects.count(), FollowUp.objects.count()
        Growth().to(ROWS)
        yield counts
        transaction.set_rollback(True)
