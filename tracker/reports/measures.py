"""What a report counts: each measure is one condition, and what the list asks to find the same rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.follow_ups import heaps
from tracker.follow_ups.heaps import LateFor
from tracker.follow_ups.life import Status
from tracker.kit.periods import Period

# Without an update for so many days it has gone quiet.
QUIET = 30


@dataclass(frozen=True, slots=True)
class Measure[When]:
    """Of a period, or of a day: `condition` and `asks` say the same, to the database and to the list's filter."""

    name: str
    label: str | Promise
    condition: Callable[[When], Q]
    asks: Callable[[When], Mapping[str, str]]


def _ended(name: str, label: str | Promise, status: Status) -> Measure[Period]:
    return Measure(
        name,
        label,
        lambda period: Q(status=status) & heaps.ended_within(period),
        lambda period: {"status": status.value, "ended": period.typed},
    )


def _late_for(name: str, label: str | Promise, how_long: LateFor) -> Measure[date]:
    return Measure(name, label, lambda today: heaps.late_for(how_long, today), lambda _today: {"late_for": how_long})


IN_PERIOD: list[Measure[Period]] = [
    Measure("agreed", _("Agreed"), heaps.agreed_within, lambda period: {"agreed": period.typed}),
    _ended("done", _("Done"), Status.DONE),
    Measure(
        "on_time",
        _("On time"),
        lambda period: heaps.ON_TIME & heaps.ended_within(period),
        lambda period: {"done": "on_time", "ended": period.typed},
    ),
    Measure(
        "after_time",
        _("After its date"),
        lambda period: heaps.AFTER_TIME & heaps.ended_within(period),
        lambda period: {"done": "after", "ended": period.typed},
    ),
    Measure("slipped", _("Slipped"), heaps.slipped_within, lambda period: {"slipped": period.typed}),
    _ended("declined", _("Declined"), Status.DECLINED),
    _ended("dropped", _("Dropped"), Status.DROPPED),
    _ended("lapsed", _("Lapsed"), Status.LAPSED),
]
TODAY: list[Measure[date]] = [
    Measure("active", _("Active"), lambda _today: heaps.ACTIVE, lambda _today: {"status": "active"}),
    Measure("late", _("Late"), heaps.late, lambda _today: {"late": "on"}),
    _late_for("late_week", _("0–7 days"), LateFor.WEEK),
    _late_for("late_month", _("8–30 days"), LateFor.MONTH),
    _late_for("late_quarter", _("31–90 days"), LateFor.QUARTER),
    _late_for("late_longer", _("Over 90 days"), LateFor.LONGER),
    Measure("waiting", _("Waiting on partner"), lambda _today: heaps.WAITING, lambda _today: {"status": "waiting"}),
    Measure(
        "pending", _("Pending resources"), lambda _today: heaps.PENDING, lambda _today: {"status": "pending_resources"}
    ),
    Measure(
        "quiet",
        _("Gone quiet"),
        lambda today: heaps.quiet(QUIET, today),
        lambda _today: {"status": "active", "quiet": str(QUIET)},
    ),
    Measure(
        "unowned",
        _("Without owner"),
        lambda _today: heaps.ACTIVE & heaps.UNOWNED,
        lambda _today: {"status": "active", "unowned": "on"},
    ),
    Measure("undated", _("Without date"), lambda _today: heaps.UNDATED, lambda _today: {"undated": "on"}),
]
