"""A time zone as every calendar program reads it: as rules that return each year, or as single changes of the clock.

Outlook, ical.js and vobject know no lists of days: of standard and of summer time they read when it begins (DTSTART),
how that returns (RRULE) and the offsets before and after. Pure, no rows.
"""

from bisect import bisect_left
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY = timedelta(days=1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Change:
    """`at` is the moment by the clock as it stood until then; `moment` is the same in UTC."""

    moment: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool

    @property
    def at(self) -> datetime:
        return self.moment.replace(tzinfo=None) + self.before

    @property
    def kind(self) -> tuple[Any, ...]:
        """What the changes of one rule have in common."""
        return self.name, self.before, self.after, self.at.month, self.at.weekday(), self.at.time()

    @property
    def weeks(self) -> set[int]:
        """Which of its weekdays in the month it is: the first, the second, and -1 when it is the last."""
        is_last = self.at.day + 7 > monthrange(self.at.year, self.at.month)[1]
        return {(self.at.day - 1) // 7 + 1, *([-1] if is_last else [])}


def time_zone(name: str, first: int, last: int) -> Timezone:
    """The zone of that name, right for every moment of the years `first` to `last`."""
    zone = Timezone()
    zone.add("tzid", name)
    for rule in _rules(name, first - 1, last + 1):
        zone.add_component(_component(rule, last + 1))
    return zone


def _rules(name: str, first: int, last: int) -> Iterator[Sequence[Change]]:
    changes = _changes(name, first, last)
    if not changes or changes[0].moment.year > first:
        yield [_standing(ZoneInfo(name), datetime(first, 1, 1, tzinfo=UTC))]
    by_kind = defaultdict(list)
    for change in changes:
        by_kind[change.kind].append(change)
    for alike in by_kind.values():
        if _returns(alike):
            yield alike
        else:
            yield from ([change] for change in alike)


def _returns(changes: Sequence[Change]) -> bool:
    """Whether they are one rule: each a year after the one before, in the same week of the month."""
    yearly = all(later.at.year == earlier.at.year + 1 for earlier, later in pairwise(changes))
    return yearly and bool(_common_weeks(changes))


def _common_weeks(changes: Sequence[Change]) -> set[int]:
    return set.intersection(*(change.weeks for change in changes))


@cache
def _changes(name: str, first: int, last: int) -> Sequence[Change]:
    """Every change of the clock from the year `first` to the year `last`."""
    zone = ZoneInfo(name)
    days = (datetime(last + 1, 1, 1, tzinfo=UTC) - datetime(first, 1, 1, tzinfo=UTC)).days
    starts = [datetime(first, 1, 1, tzinfo=UTC) + number * DAY for number in range(days)]
    return [_change_after(zone, day) for day in starts if _offset(zone, day) != _offset(zone, day + DAY)]


def _change_after(zone: ZoneInfo, day: datetime) -> Change:
    """The change within a day from `day` on, to the second."""
    before = _offset(zone, day)
    seconds = bisect_left(range(24 * 3600), True, key=lambda at: _offset(zone, day + timedelta(seconds=at)) != before)
    moment = day + timedelta(seconds=seconds)
    return _standing(zone, moment, before)


def _standing(zone: ZoneInfo, moment: datetime, before: timedelta | None = None) -> Change:
    """What the clock shows from that moment on; `before` is the offset until then, if it was another."""
    there = moment.astimezone(zone)
    after = _offset(zone, moment)
    return Change(moment, after if before is None else before, after, there.tzname() or "", bool(there.dst()))


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _component(rule: Sequence[Change], last: int) -> TimezoneStandard | TimezoneDaylight:
    change = rule[0]
    part: TimezoneStandard | TimezoneDaylight = TimezoneDaylight() if change.is_summer else TimezoneStandard()
    part.add("dtstart", change.at)
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    part.add("tzname", change.name)
    if len(rule) > 1:
        week = min(_common_weeks(rule))
        returns = {"freq": "yearly", "bymonth": change.at.month, "byday": f"{week}{WEEKDAYS[change.at.weekday()]}"}
        # Some programs take the end for one by the clock of the place: a day later, none leaves out the last change.
        part.add("rrule", returns if rule[-1].at.year == last else {**returns, "until": rule[-1].moment + DAY})
    return part
