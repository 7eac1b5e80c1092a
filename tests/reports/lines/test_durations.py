"""The medians of a report."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.kit.periods import Period
from tracker.reports.lines.durations import to_first_update


@pytest.mark.django_db
def test_what_an_opening_left_behind_is_no_first_update(
    make_follow_up: Callable[..., FollowUp], claire: User, amina: User, today: date
) -> None:
    """The note of the second day was withheld; the opening, and the note of the fourth, stand."""
    follow_up, logged = make_follow_up(classification="restricted"), timezone.now()
    follow_up.note("Pay the witness", by=claire, at=logged + timedelta(days=1))
    follow_up.edit(by=claire, classification="general")
    follow_up.history.filter(verb="edited").update(at=logged + timedelta(days=3))
    rows = FollowUp.objects.visible_to(amina)
    assert to_first_update(rows, Period(today, today), "unit", {}).total == 3
