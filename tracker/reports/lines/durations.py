"""How long things took: from the day for which they were logged to the day they were done, or first moved on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from tracker.follow_ups import conditions
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.statuses import Status
from tracker.history.models import Entry
from tracker.history.opening.former_words import Written
from tracker.kit.periods import Period

Row = tuple[int, Any, date, date]


@dataclass(frozen=True, slots=True)
class Durations:
    """The median days of all together and of each key; None where there are none."""

    total: float | None
    by_key: Mapping[Any, float]


def to_done(
    rows: FollowUpQuerySet, period: Period, path: str, above: Mapping[Any, list[Any]]
) -> tuple[Durations, Durations]:
    """Of what was done in the period, and in the one before it."""
    both = Period(period.before.first, period.last)
    ended = rows.with_logged_day().filter(conditions.ended_within(both)).order_by()
    found = ended.values_list("pk", path, F("logged_on"), "ended_on", "status")
    # Asked here and not there: a database may look through all that was ever done before it looks at the day.
    done = [row[:4] for row in found if row[2] and row[4] == Status.DONE]
    now, before = ([row for row in done if (row[3] >= period.first) == within] for within in (True, False))
    return _spans(now, above), _spans(before, above)


def to_first_update(rows: FollowUpQuerySet, period: Period, path: str, above: Mapping[Any, list[Any]]) -> Durations:
    """Of what was logged in the period and has been touched since it was logged, but for what was left behind.

    What was imported was touched elsewhere before.
    """
    entries = Entry.objects.about(FollowUp).filter(object_id=OuterRef("pk")).exclude(written=Written.WITHHELD)
    first = entries.exclude(verb="added").order_by("id").values("at")[:1]
    logged = (
        rows.filter(imported_on=None).logged_within(period).with_logged_day().annotate(first=Subquery(first)).order_by()
    )
    found = logged.values_list("pk", path, F("logged_on"), "first")
    # Asked here and not there: a database may look into the history of every follow-up before it looks at the day.
    here = timezone.get_current_timezone()
    return _spans([(*row[:3], row[3].astimezone(here).date()) for row in found if row[3]], above)


def _spans(rows: Iterable[Row], above: Mapping[Any, list[Any]]) -> Durations:
    every: dict[int, int] = {}
    by_key: dict[Any, dict[int, int]] = defaultdict(dict)
    for pk, key, logged, then in rows:
        # What was done before the meeting that it stands under took no time at all.
        every[pk] = max((then - logged).days, 0)
        for each in above.get(key, (key,)):
            by_key[each][pk] = every[pk]
    return Durations(_median(every) if every else None, {key: _median(days) for key, days in by_key.items()})


def _median(days: Mapping[int, int]) -> float:
    middle = float(median(days.values()))
    return int(middle) if middle.is_integer() else middle
