"""Who heads what, who is away and who stands in; and what went without word."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from tracker.demo.house import SETTLED_ON, House
from tracker.demo.telling import DatedAction
from tracker.directory.absences.away import be_away
from tracker.notifications.escalation.look import look

HEADS = {"cabinet": "hana", "capacity": "amina", "compliance": "jean"}


def absences(house: House) -> Iterator[DatedAction]:
    yield SETTLED_ON, lambda: _name_heads(house)
    yield house.day(-3), lambda: _leave(house)
    # What the worker finds on its days.
    for number in (-7, -2, -1):
        yield house.day(number), lambda: look(timezone.now())


def _name_heads(house: House) -> None:
    for unit, head in HEADS.items():
        house.organisations[unit].change("edited", by=house.users["jonas"], head=house.people[head])


def _leave(house: House) -> None:
    """Noor, until the end of next week; Claire stands in."""
    today = timezone.localdate()
    days = today, today + timedelta(days=11)
    be_away(house.people["noor"], by=house.users["noor"], today=today, days=days, deputy=house.people["claire"])
