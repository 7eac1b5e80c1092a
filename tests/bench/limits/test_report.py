"""The limit is a fair one: it counts what the report counts."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from bench.limits.report import covered, limit
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.kit.periods import quarter_of
from tracker.meetings.models import Meeting
from tracker.reports.cuts import CUTS
from tracker.reports.report import Report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rows(
    make_follow_up: Callable[..., FollowUp], invitation: FollowUp, visit: Meeting, claire: User, unit: Organisation
) -> None:
    today = timezone.localdate()
    late = make_follow_up("Late", unit=unit, due_on=today - timedelta(days=3), owner=claire.person)
    late.set_due(today - timedelta(days=1), by=claire, reason="Asked for.")
    make_follow_up("Answer", unit=unit, due_on=today).move_to("done", by=claire)
    make_follow_up("Refuse").move_to("declined", by=claire, reason="Not ours.")
    make_follow_up("Gone", unit=unit).remove(by=claire)
    make_follow_up("Agreed in a meeting", meeting=visit, conditional=True)
    Meeting.objects.filter(pk=visit.pk).update(held_on=today)


def test_it_counts_what_the_report_counts(mei: User) -> None:
    today = timezone.localdate()
    counted = sum(limit(today)().values(), Counter[str]())
    total = Report(mei, quarter_of(today), CUTS["unit"], today).total
    happened = {name: cell.now.number for name, cell in total.happened.items()}
    before = {f"{name}_before": cell.before.number for name, cell in total.happened.items()}
    stands = {name: figure.number for name, figure in total.stands.items()}
    assert counted == Counter(happened | before | stands)
    assert (counted["logged"], counted["slipped"], counted["late"], counted["done"]) == (5, 1, 1, 1)


def test_its_indexes_are_gone_afterwards() -> None:
    for _turn in range(2):
        with covered():
            pass
