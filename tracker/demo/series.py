"""Two series: the directorates meet every month, one is called off, the next one moved; the Coordinator every year."""

from collections.abc import Iterator
from datetime import time, timedelta

from tracker.demo.days import FRIDAY
from tracker.demo.house import House
from tracker.demo.telling import DatedAction
from tracker.meetings.models import Meeting, Series
from tracker.meetings.series.plain_rules import Plain, Repeats, rule_of
from tracker.meetings.series.usual_participant_values import Usual

FIRST = "Coordination meeting of the directorates"
BY_POST = ("hana", "amina")
BY_NAME = ("claire", "jonas", "sipho")
REVIEW = "Annual review with the EU Counter-Terrorism Coordinator"


def series(house: House) -> Iterator[DatedAction]:
    yield house.day(-2), lambda: _repeat(house)
    yield house.day(-1), lambda: _call_off(house)
    yield house.day(-1), lambda: _move(house)
    yield house.day(-1), lambda: _review_each_year(house)


def _repeat(house: House) -> None:
    """Whoever holds a post comes; the others come themselves."""
    first = Meeting.objects.get(title=FIRST)
    posts = [house.people[key].appointments.select_related("organisation").get() for key in BY_POST]
    usual = [Usual(organisation=post.organisation, title=post.title) for post in posts]
    usual += [Usual(house.people[key]) for key in BY_NAME]
    Series.make(
        by=house.users["claire"], first=first, name=FIRST, rule=rule_of(Plain(Repeats.MONTH), first.held_on),
        begins_on=first.held_on, starts_at=time(9), zone="Europe/Brussels", kind="internal", place="Room 4",
        usual=usual,
    )  # fmt: skip


def _review_each_year(house: House) -> None:
    """The first of it takes up what is open since the visit of 2018; whatever is open then comes back a year later."""
    first = Meeting.objects.get(title=REVIEW)
    post = house.people["hana"].appointments.select_related("organisation").get()
    usual = [Usual(organisation=post.organisation, title=post.title), Usual(house.people["claire"])]
    coordinator = house.people["helena"].appointments.select_related("organisation").get()
    usual.append(Usual(house.people["helena"], coordinator.organisation))
    Series.make(
        by=house.users["claire"], first=first, name=REVIEW, rule=rule_of(Plain(Repeats.YEAR), first.held_on),
        begins_on=first.held_on, starts_at=time(10), zone="Europe/Brussels", kind="bilateral", place="Brussels",
        usual=usual,
    )  # fmt: skip


def _call_off(house: House) -> None:
    next_one = Meeting.objects.filter(series__name=FIRST, held_on__gt=house.today).earliest("held_on")
    next_one.call_off(by=house.users["claire"], why="The directors are at the Council that week.")


def _move(house: House) -> None:
    after = Meeting.objects.in_place().filter(series__name=FIRST, held_on__gt=house.today).earliest("held_on")
    a_day = timedelta(days=1 if after.held_on.weekday() < FRIDAY else -1)
    after.change("edited", by=house.users["claire"], held_on=after.held_on + a_day, starts_at=time(14))
