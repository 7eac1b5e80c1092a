"""How long things took: from the day for which they were logged to the day they were done, or first moved on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import Case, Count, DateField, F, FloatField, Func, IntegerField, OuterRef, Subquery, Value, When
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

from tracker.follow_ups import conditions
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.statuses import Status
from tracker.history.models import Entry
from tracker.history.opening.former_words import Written
from tracker.kit.periods import Period

Row = tuple[int, Any, int]


@dataclass(frozen=True, slots=True)
class Durations:
    """The median days of all together and of each key; None where there are none."""

    total: float | None
    by_key: Mapping[Any, float]


class DaysFrom(Func):
    """How many days after the second of two days the first is: counted there, as reading each day takes longer."""

    arity, output_field = 2, IntegerField()
    template, arg_joiner = "(%(expressions)s)", " - "

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **_context: Any) -> tuple[str, Any]:
        counted = self.copy()
        days = [Func(day, function="JULIANDAY", output_field=FloatField()) for day in self.get_source_expressions()]
        counted.set_source_expressions(days)
        return counted.as_sql(compiler, connection, template="CAST(%(expressions)s AS INTEGER)")


# Asked of each and not for all: a database may look through all that was ever done before it looks at the day.
TOOK = Case(When(status=Status.DONE, then=DaysFrom(F("ended_on"), F("logged_on"))))


def to_done(
    rows: FollowUpQuerySet, period: Period, path: str, above: Mapping[Any, list[Any]]
) -> tuple[Durations, float | None]:
    """Of what was done in the period; and the median of all that was in the one before it."""
    now, before = (
        rows.with_logged_day().filter(conditions.ended_within(each)).alias(took=TOOK).order_by()
        for each in (period, period.before)
    )
    found = now.values_list("pk", path, F("took"))
    counted = before.values_list(F("took")).annotate(Count("pk"))
    every = [days for took, number in counted if took is not None for days in [max(took, 0)] * number]
    return _spans([row for row in found if row[2] is not None], above), _median(every) if every else None


def to_first_update(rows: FollowUpQuerySet, period: Period, path: str, above: Mapping[Any, list[Any]]) -> Durations:
    """Of what was logged in the period and has been touched since it was logged, but for what was left behind.

    What was imported was touched elsewhere before.
    """
    entries = Entry.objects.about(FollowUp).filter(object_id=OuterRef("pk")).exclude(written=Written.WITHHELD)
    first = entries.exclude(verb="added").order_by("id").values("at")[:1]
    here, begin = timezone.get_current_timezone(), Value(period.first, DateField())
    found: list[Row] = []
    for part in rows.filter(imported_on=None).logged_apart(period):
        logged = part.with_logged_day().alias(day=DaysFrom(F("logged_on"), begin), first=Subquery(first)).order_by()
        # Asked here and not there: a database may look into the history of every follow-up before it looks at the day.
        told = logged.values_list("pk", path, F("day"), F("first"))
        found += [
            (pk, key, (moved.astimezone(here).date() - period.first).days - day)
            for pk, key, day, moved in told
            if moved
        ]
    return _spans(found, above)


def _spans(rows: Iterable[Row], above: Mapping[Any, list[Any]]) -> Durations:
    """Each counts once in a line, and once in all, however often it stands there; in a tree each has one place."""
    # What was done before the meeting that it stands under took no time at all.
    told = {(pk, key): max(days, 0) for pk, key, days in rows}
    own: dict[Any, list[int]] = defaultdict(list)
    for (_pk, key), days in told.items():
        own[key].append(days)
    by_key: dict[Any, list[int]] = defaultdict(list)
    for key, some in own.items():
        for each in above.get(key, (key,)):
            by_key[each] += some
    every = {pk: days for (pk, _key), days in told.items()}
    return Durations(_median(every.values()) if every else None, {key: _median(some) for key, some in by_key.items()})


def _median(days: Iterable[int]) -> float:
    middle = float(median(days))
    return int(middle) if middle.is_integer() else middle
