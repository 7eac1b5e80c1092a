"""What a report counts: each measure is one condition, and what the list asks to find the same rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.follow_ups import conditions
from tracker.follow_ups.choices import Strength
from tracker.follow_ups.conditions import LateFor
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.statuses import Status
from tracker.kit.periods import Period

# Without an update for so many days it has gone quiet.
QUIET = 30

# What columns share as a heading.
CAME_IN, FINISHED, NOT_DONE = _("Came in"), _("Finished"), _("Not done")
IN_ALL, LATE, HELD_UP, LACKING = _("In all"), _("Late, and for how long"), _("Held up"), _("To look after")


@dataclass(frozen=True, slots=True)
class Measure[When]:
    """Of a period, or of a day: `among` with `condition`, and `asks`, say the same to the database and to the list.

    `among` finds few rows by an index of theirs, in parts that share none; the condition picks from them, and only they
    are asked it. `under` is the heading that it shares with those beside it.
    """

    name: str
    under: str | Promise
    label: str | Promise
    among: Callable[[FollowUpQuerySet, When], Sequence[FollowUpQuerySet]]
    condition: Callable[[When], Q]
    asks: Callable[[When], Mapping[str, str]]


def _logged(name: str, label: str | Promise, condition: Q, **asked: str) -> Measure[Period]:
    def asks(period: Period) -> Mapping[str, str]:
        return {"logged": period.typed, **asked}

    return Measure(name, CAME_IN, label, FollowUpQuerySet.logged_apart, lambda _period: condition, asks)


def _logged_as(strength: Strength, label: str | Promise) -> Measure[Period]:
    return _logged(strength.value, label, Q(strength=strength), strength=strength.value)


def _every(_when: Period | date) -> Q:
    return Q()


def _ended_within(rows: FollowUpQuerySet, period: Period) -> Sequence[FollowUpQuerySet]:
    return [rows.ended_within(period)]


def _slipped(rows: FollowUpQuerySet, period: Period) -> Sequence[FollowUpQuerySet]:
    return [rows.slipped_within(period)]


def _standing(rows: FollowUpQuerySet, _today: date) -> Sequence[FollowUpQuerySet]:
    return [rows.standing()]


def _late(rows: FollowUpQuerySet, today: date) -> Sequence[FollowUpQuerySet]:
    """Few of what stands: it need not be asked of all the others for how long they are late."""
    return [rows.standing().late(today)]


def _ended(name: str, under: str | Promise, label: str | Promise, condition: Q, **asked: str) -> Measure[Period]:
    def asks(period: Period) -> Mapping[str, str]:
        return {**asked, "ended": period.typed}

    return Measure(name, under, label, _ended_within, lambda _period: condition, asks)


def _ended_as(status: Status, under: str | Promise, label: str | Promise) -> Measure[Period]:
    return _ended(status.value, under, label, Q(status=status), status=status.value)


def _confirmed(name: str, label: str | Promise, condition: Q, asked: str) -> Measure[Period]:
    """Of what was done, where its kind asks for a confirmation."""
    return _ended(name, FINISHED, label, condition, status=Status.DONE.value, confirmation=asked)


def _now(
    name: str, under: str | Promise, label: str | Promise, condition: Callable[[date], Q], **asked: str
) -> Measure[date]:
    return Measure(name, under, label, _standing, condition, lambda _today: asked)


def _now_as(name: str, label: str | Promise, status: Status) -> Measure[date]:
    return _now(name, HELD_UP, label, lambda _today: Q(status=status), status=status.value)


def _late_for(name: str, label: str | Promise, how_long: LateFor) -> Measure[date]:
    return Measure(
        name,
        LATE,
        label,
        _late,
        lambda today: conditions.late_for(how_long, today),
        lambda _today: {"late_for": how_long},
    )


IN_PERIOD: list[Measure[Period]] = [
    _logged("logged", _("Logged"), Q()),
    _logged_as(Strength.AGREED, _("of which agreed")),
    _logged_as(Strength.OFFERED, _("of which offered")),
    _logged_as(Strength.EXPLORATORY, _("of which exploratory")),
    _ended_as(Status.DONE, FINISHED, _("Done")),
    _confirmed("unconfirmed", _("of which not confirmed"), conditions.TO_CONFIRM, "to_confirm"),
    _confirmed("confirmed", _("of which confirmed"), conditions.CONFIRMED, "confirmed"),
    _ended("on_time", FINISHED, _("On time"), conditions.ON_TIME, done="on_time"),
    _ended("after_time", FINISHED, _("After its date"), conditions.AFTER_TIME, done="after"),
    Measure(
        "slipped",
        NOT_DONE,
        _("Slipped"),
        _slipped,
        _every,
        lambda period: {"slipped": period.typed},
    ),
    _ended_as(Status.DECLINED, NOT_DONE, _("Declined")),
    _ended_as(Status.DROPPED, NOT_DONE, _("Dropped")),
    _ended_as(Status.LAPSED, NOT_DONE, _("Lapsed")),
]
TODAY: list[Measure[date]] = [
    _now("active", IN_ALL, _("Active"), _every, status="active"),
    Measure("late", LATE, _("Late"), _late, _every, lambda _today: {"late": "on"}),
    _late_for("late_week", _("0–7 days"), LateFor.WEEK),
    _late_for("late_month", _("8–30 days"), LateFor.MONTH),
    _late_for("late_quarter", _("31–90 days"), LateFor.QUARTER),
    _late_for("late_longer", _("Over 90 days"), LateFor.LONGER),
    _now("overdue", HELD_UP, _("Overdue from partners"), conditions.overdue_from_partner, overdue="on"),
    _now_as("waiting", _("Waiting on partner"), Status.WAITING),
    _now_as("pending", _("Pending resources"), Status.PENDING),
    _now(
        "quiet",
        LACKING,
        _("Gone quiet"),
        lambda today: conditions.quiet(QUIET, today),
        status="active",
        quiet=str(QUIET),
    ),
    _now("unowned", LACKING, _("Without owner"), lambda _today: conditions.UNOWNED, status="active", unowned="on"),
    _now("undated", LACKING, _("Without date"), lambda _today: conditions.UNDATED, undated="on"),
]
