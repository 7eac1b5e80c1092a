"""What is to come of a series stands as the series says, and its next meeting is there before anybody makes it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from tracker.accounts.models import User

if TYPE_CHECKING:
    from tracker.meetings.models.meeting import Meeting
    from tracker.meetings.models.series import Series

DAY = timedelta(days=1)


@transaction.atomic
def follow(series: "Series", *, by: User | None, today: date | None = None) -> None:
    """Let the meetings to come follow the series, and make the next one. Twice, it does nothing more.

    What was moved, prepared, called off or held stays as it is, and so does its slot, which is not filled again. Of two
    at once the second one waits, and finds there what the first has done.
    """
    today = today or timezone.localdate()
    type(series)._base_manager.select_for_update(of=("self",), no_key=True).get(pk=series.pk)
    rows: list[Meeting] = list(series.meetings.model._base_manager.filter(series=series).order_by("slot_on", "pk"))
    loose = [row for row in rows if row.follows_on(today)]
    dropped = {row.slot_on: row for row in rows if row.is_removed and row.was_dropped}
    taken = {row.slot_on for row in rows} - {row.slot_on for row in loose} - dropped.keys()
    others = any(row.held_on > today and row.is_in_place for row in rows if row not in loose)
    number = len(loose) or int(not others)
    days = _wanted(_free(series, today if not rows else today + DAY, taken), number, today)
    _lay_out(series, days, loose, dropped, by)


def _free(series: "Series", since: date, taken: set[date | None]) -> Iterator[date]:
    goes_on = not series.is_removed
    return (day for day in series.days(since) if goes_on and day not in taken)


def _wanted(days: Iterable[date], number: int, today: date) -> list[date]:
    """So many days after today, and today's own before them."""
    wanted: list[date] = []
    for day in days if number else ():
        wanted.append(day)
        number -= day > today
        if not number:
            break
    return wanted


def _lay_out(
    series: "Series", days: list[date], loose: list["Meeting"], dropped: dict[date | None, "Meeting"], by: User | None
) -> None:
    """A meeting for each day: the one that has it, the one that had it before, one that loses its day, or a new one."""
    there = {row.slot_on: row for row in loose}
    idle = [row for row in loose if row.slot_on not in days]
    for day in days:
        row: Any = there.get(day) or dropped.get(day) or (idle.pop(0) if idle else None)
        if row is None:
            series.meetings.model.log(by=by, recorder=series.recorder, series=series, **series.plan(day))
        else:
            row.follow_series(series.plan(day), by=by)
    for row in idle:
        row.drop(by=by)
