"""A series: our unit's monthly coordination, on the second Tuesday."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest

from tracker.accounts.models import User
from tracker.meetings.models import Series
from tracker.meetings.series.plain_rules import Plain, Repeats, rule_of

MakeSeries = Callable[..., Series]


@pytest.fixture
def make_series(claire: User, today: date) -> MakeSeries:
    """Every week from a week ahead on, unless something else is asked for."""

    def make(name: str = "Coordination meeting", *, by: User | None = None, **values: Any) -> Series:
        first = values.pop("begins_on", today + timedelta(days=7))
        usual = {"rule": rule_of(Plain(Repeats.WEEK), first), "starts_at": time(10), "zone": "Europe/Brussels"}
        return Series.make(by=by or claire, name=name, begins_on=first, **{**usual, **values})

    return make
