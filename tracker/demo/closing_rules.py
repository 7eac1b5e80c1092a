"""Since when the house wants what it did confirmed, and of which kinds."""

from collections.abc import Iterator
from functools import partial

from tracker.demo.house import House
from tracker.demo.telling import DatedAction
from tracker.follow_ups.choices import Kind
from tracker.follow_ups.models import ClosingRule

SINCE = -45


def closing_rules(house: House) -> Iterator[DatedAction]:
    for kind in (Kind.TRAINING, Kind.DECISION):
        yield house.day(SINCE), partial(ClosingRule.add, by=house.users["jonas"], kind=kind)
