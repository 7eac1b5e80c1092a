"""When an event takes place: days and times as people type them, moments as they are kept. Pure, no rows.

An event without times takes whole days: it starts with the first moment of its first day and ends with that of the day
after its last. One whose end nobody knows ends when it starts.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

A_DAY = timedelta(days=1)


class NoSuchTime(ValueError):  # noqa: N818
    """The clocks of the zone skip this time on this day."""


class TypedTimes(NamedTuple):
    """The event as people say it, by the clocks where it takes place."""

    first: date
    last: date
    begins: time | None = None
    until: time | None = None


def moments(typed: TypedTimes, zone: str) -> tuple[datetime, datetime]:
    """The start and the end, in UTC. Raises NoSuchTime."""
    if typed.begins is None:
        return midnight(typed.first, zone), midnight(typed.last + A_DAY, zone)
    starts = moment(typed.first, typed.begins, zone)
    if typed.until is not None:
        return starts, moment(typed.last, typed.until, zone)
    return starts, midnight(typed.last + A_DAY, zone) if typed.last > typed.first else starts


def read_back(starts: datetime, ends: datetime, zone: str) -> TypedTimes:
    """What gives these moments when it is typed."""
    first, last = days(starts, ends, zone)
    open_end = ends == starts or ends == midnight(last + A_DAY, zone)
    if ends > starts and open_end and starts == midnight(first, zone):
        return TypedTimes(first, last)
    return TypedTimes(first, last, _clock(starts, zone), None if open_end else _clock(ends, zone))


def days(starts: datetime, ends: datetime, zone: str) -> tuple[date, date]:
    """The first and the last day of the event, by the calendar of the zone."""
    first = starts.astimezone(ZoneInfo(zone)).date()
    # An end at midnight belongs to the day before. The step back is taken in UTC, where no hour is missing.
    before_the_end = ends.astimezone(UTC) - timedelta(microseconds=1)
    return first, max(first, before_the_end.astimezone(ZoneInfo(zone)).date())


def moment(day: date, at: time, zone: str) -> datetime:
    """That time on that day, in UTC; of a time that comes twice, the first. Raises NoSuchTime."""
    there = datetime.combine(day, at, ZoneInfo(zone))
    found = there.astimezone(UTC)
    if found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != there.replace(tzinfo=None):
        raise NoSuchTime
    return found


def midnight(day: date, zone: str) -> datetime:
    """The first moment of the day, in UTC: where the clocks skip midnight, the moment at which they jump."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _clock(at: datetime, zone: str) -> time:
    return at.astimezone(ZoneInfo(zone)).time()
