"""The limit that the report by unit is measured against: the same figures, each from an aggregate over an index for it.

It counts for somebody who sees restricted matters, and leaves out the medians and the list of what slipped.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import NEVER
from tracker.kit.periods import Period, quarter_of
from tracker.reports.measures import QUIET

Numbers = dict[Any, Counter[str]]
Query = tuple[list[str], str]
INDEXES = {
    "bench_ended": "follow_ups_followup (ended_on, unit_id, status, first_due_on, removed_at, meeting_id)"
    " WHERE ended_on IS NOT NULL",
    "bench_active": "follow_ups_followup (unit_id, owed_by, status, due_order, event_on, updated_at, owner_id,"
    " removed_at, meeting_id, ended_on) WHERE ended_on IS NULL",
    "bench_logged": "follow_ups_followup (meeting_id, unit_id, strength, removed_at)",
    "bench_told": "history_entry (content_type_id, verb, at, object_id)",
}
KEPT = (
    "f.removed_at IS NULL AND COALESCE(f.meeting_id, 0) NOT IN"
    " (SELECT id FROM meetings_meeting WHERE removed_at IS NOT NULL)"
)
DAY = {"sqlite": "json_extract(e.changes, '$.due_on.{}')", "postgresql": "e.changes #>> '{{due_on,{}}}'"}


@contextmanager
def covered() -> Iterator[None]:
    """Inside, the indexes are there; the product has them not, and must not find them when it is measured."""
    with connection.cursor() as cursor:
        for name, columns in INDEXES.items():
            cursor.execute(f"CREATE INDEX {name} ON {columns}")
        yield
        for name in INDEXES:
            cursor.execute(f"DROP INDEX {name}")


def limit(today: date) -> Callable[[], Numbers]:
    """Counts this quarter, the one before and today, by the key of the unit."""
    now = quarter_of(today)
    queries = [_ended(now), _active(today), *_logged(now), *_slipped(now)]

    def count() -> Numbers:
        found: Numbers = defaultdict(Counter)
        for names, sql in queries:
            with connection.cursor() as cursor:
                cursor.execute(sql)
                for unit, *numbers in cursor.fetchall():
                    found[unit].update(dict(zip(names, numbers, strict=True)))
        return found

    return count


def _within(column: str, period: Period) -> str:
    return f"{column} BETWEEN '{period.first}' AND '{period.last}'"


def _both(now: Period) -> Period:
    return Period(now.before.first, now.last)


def _of_both(conditions: dict[str, str], column: str, now: Period) -> dict[str, str]:
    periods = {"": now, "_before": now.before}
    return {
        f"{name}{suffix}": f"{condition} AND {_within(column, period)}"
        for suffix, period in periods.items()
        for name, condition in conditions.items()
    }


def _counting(counted: dict[str, str], rows: str) -> Query:
    """How many of the rows meet each condition, by the unit."""
    sums = ", ".join(f"SUM(CASE WHEN {condition} THEN 1 ELSE 0 END)" for condition in counted.values())
    return list(counted), f"SELECT f.unit_id, {sums} {rows} GROUP BY f.unit_id"


def _ended(now: Period) -> Query:
    counted = {name: f"f.status = '{name}'" for name in ("done", "declined", "dropped", "lapsed")}
    counted |= {
        "on_time": "f.status = 'done' AND f.ended_on <= f.first_due_on",
        "after_time": "f.status = 'done' AND f.ended_on > f.first_due_on",
    }
    rows = f"FROM follow_ups_followup f WHERE {_within('f.ended_on', _both(now))} AND {KEPT}"
    return _counting(_of_both(counted, "f.ended_on", now), rows)


def _active(today: date) -> Query:
    ours = "f.owed_by = 'us' AND f.status IN ('open', 'in_progress')"
    past_due = f"f.due_order < '{today}' AND (f.event_on IS NULL OR f.event_on >= '{today}')"
    late = f"{ours} AND {past_due}"
    spans = {"late_week": (1, 7), "late_month": (8, 30), "late_quarter": (31, 90), "late_longer": (91, 400_000)}
    counted = {"active": "1 = 1", "late": late, "overdue": f"f.owed_by = 'partner' AND {past_due}"}
    for name, (least, most) in spans.items():
        span = Period(date.fromordinal(max(today.toordinal() - most, 1)), today - timedelta(days=least))
        counted[name] = f"{late} AND {_within('f.due_order', span)}"
    since = today - timedelta(days=QUIET)
    counted |= {
        "waiting": "f.status = 'waiting'",
        "pending": "f.status = 'pending_resources'",
        "quiet": f"f.updated_at < '{_moments(Period(since, since))[0]}'",
        "unowned": "f.owner_id IS NULL",
        "undated": f"{ours} AND f.due_order = '{NEVER}'",
    }
    return _counting(counted, f"FROM follow_ups_followup f WHERE f.ended_on IS NULL AND {KEPT}")


def _logged(now: Period) -> Iterator[Query]:
    """In a meeting, or logged without one."""
    held = f"FROM meetings_meeting m JOIN follow_ups_followup f ON f.meeting_id = m.id AND {KEPT}"
    firm = {"logged": "1 = 1", **{each: f"f.strength = '{each}'" for each in ("agreed", "offered", "exploratory")}}
    yield _counting(_of_both(firm, "m.held_on", now), f"{held} WHERE {_within('m.held_on', _both(now))}")
    for suffix, period in (("", now), ("_before", now.before)):
        counted = {f"{name}{suffix}": condition for name, condition in firm.items()}
        yield _counting(counted, f"{_told(period, 'added')} AND f.meeting_id IS NULL AND {KEPT}")


def _slipped(now: Period) -> Iterator[Query]:
    before, after = (DAY[connection.vendor].format(side) for side in ("from", "to"))
    for name, period in (("slipped", now), ("slipped_before", now.before)):
        rows = f"{_told(period, 'dated', 'edited')} AND {after} > {before} AND {KEPT}"
        stands = "NOT EXISTS (SELECT 1 FROM history_entry u WHERE u.undoes_id = e.id)"
        yield [name], f"SELECT f.unit_id, COUNT(DISTINCT f.id) {rows} AND {stands} GROUP BY f.unit_id"


def _told(period: Period, *verbs: str) -> str:
    """The follow-ups of the entries of these verbs in the period."""
    first, after = _moments(period)
    kind, named = ContentType.objects.get_for_model(FollowUp).pk, ", ".join(f"'{verb}'" for verb in verbs)
    return (
        "FROM history_entry e JOIN follow_ups_followup f ON f.id = e.object_id"
        f" WHERE e.content_type_id = {kind} AND e.verb IN ({named}) AND e.at >= '{first}' AND e.at < '{after}'"
    )


def _moments(period: Period) -> list[Any]:
    """As the database writes them."""
    return [connection.ops.adapt_datetimefield_value(moment) for moment in period.moments]
