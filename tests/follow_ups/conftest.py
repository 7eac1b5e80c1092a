"""The workshop of the communiqué: its invitation with the event entered."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from tracker.accounts.models import User
from tracker.follow_ups.event_times import Typed, moments
from tracker.follow_ups.models import FollowUp, Invitation

BRUSSELS = "Europe/Brussels"
Enter = Callable[..., Invitation]


def facts(first: date, last: date | None = None, zone: str = BRUSSELS, **more: Any) -> dict[str, Any]:
    """The facts of an event that takes whole days."""
    starts, ends = moments(Typed(first, last or first), zone)
    return {"title": "Workshop on Iraqi heritage", "zone": zone, "starts": starts, "ends": ends, **more}


@pytest.fixture
def enter(make_follow_up: Callable[..., FollowUp], claire: User) -> Enter:
    """An event of Claire's that takes place in `days` days from today."""

    def entered(days: int = 40, *, title: str = "Speak at the workshop", today: date, **more: Any) -> Invitation:
        follow_up = make_follow_up(title, kind="invitation", owner=claire.person)
        on = more.pop("on", today - timedelta(days=400))
        return Invitation.enter(follow_up, by=claire, on=on, **facts(today + timedelta(days=days), **more))

    return entered


@pytest.fixture
def workshop(invitation: FollowUp, claire: User) -> Invitation:
    """31 May 2018 in Brussels, entered on the day after the visit."""
    given = facts(date(2018, 5, 31), place="Brussels", reply_by=date(2018, 5, 29))
    return Invitation.enter(invitation, by=claire, on=date(2018, 5, 26), **given)


def at(day: date, hour: int = 12) -> datetime:
    return datetime.combine(day, time(hour), UTC)
