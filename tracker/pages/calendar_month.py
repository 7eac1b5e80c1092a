"""A month of the calendar, for one person, day by day: however much there is, it takes as many queries."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory.left import mark_leavers, say_person
from tracker.follow_ups import conditions
from tracker.follow_ups.models import FollowUp, Kind, OwedBy
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.statuses import Status
from tracker.invitations.models import Answer, Invitation
from tracker.meetings.models import Meeting, MeetingQuerySet

MOST = 500
IN_A_CELL, ON_A_FULL_DAY = 4, 10
LONGEST_MEETING = timedelta(days=60)
NOT_HELD = (Status.DECLINED, Status.DROPPED, Status.LAPSED)
YEARS = range(1900, 2201)
KINDS: dict[str, str | Promise] = {
    "meeting": _("Meeting"), "event": _("Event"), "reply": _("Reply by"), "due": _("Due"),
}  # fmt: skip
ORDER = list(KINDS)


@dataclass(frozen=True, slots=True)
class Item:
    """Something on a day. `look` is its colour: a status, an answer or "late"; at `glance` one can move it on."""

    kind: str
    title: str
    address: str
    at: time | None = None
    note: str = ""
    look: str = ""
    restricted: bool = False
    glance: str = ""

    @property
    def label(self) -> str | Promise:
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    items: list[Item]
    in_month: bool
    is_today: bool

    @property
    def first_items(self) -> list[Item]:
        return self.items if len(self.items) <= IN_A_CELL else self.items[: IN_A_CELL - 1]

    @property
    def further(self) -> int:
        return len(self.items) - len(self.first_items)


class Month:
    """`mine` cuts it to what this person owns, takes part in or speaks at; of follow-ups it may show `rows` alone.

    It `shows_house`: all meetings of the house that this person may see, whoever takes part in them.
    """

    def __init__(
        self, first: date, user: User, *, mine: bool, rows: FollowUpQuerySet | None = None, shows_house: bool = False
    ) -> None:
        self.first, self.user, self.mine, self.rows, self.shows_house = first, user, mine, rows, shows_house
        self.weeks_of_days = Calendar().monthdatescalendar(first.year, first.month)
        self.start, self.end = self.weeks_of_days[0][0], self.weeks_of_days[-1][-1]
        self.by_day: dict[date, list[Item]] = defaultdict(list)
        self.cut = False
        for day, item in (*self._meetings(), *self._events(), *self._due()):
            if self.start <= day <= self.end:
                self.by_day[day].append(item)

    def weeks(self) -> list[list[Day]]:
        return [[self._day(day) for day in week] for week in self.weeks_of_days]

    def days(self) -> list[Day]:
        """The days of the month on which there is something."""
        return [day for week in self.weeks() for day in week if day.in_month and day.items]

    @property
    def before(self) -> date | None:
        return _month_of(self.first - timedelta(days=1))

    @property
    def after(self) -> date | None:
        return _month_of(self.first + timedelta(days=31))

    def _day(self, day: date) -> Day:
        items = sorted(self.by_day[day], key=lambda item: (item.at or time(), ORDER.index(item.kind), item.title))
        return Day(day, items, day.month == self.first.month, day == timezone.localdate())

    @cached_property
    def _follow_ups(self) -> FollowUpQuerySet:
        if self.rows is not None:
            return self.rows
        rows: FollowUpQuerySet = FollowUp.objects.visible_to(self.user)
        return rows.concerning(self.user) if self.mine else rows

    def _meetings(self) -> Iterator[tuple[date, Item]]:
        if self.rows is not None and not self.shows_house:
            return
        meetings: MeetingQuerySet = Meeting.objects.visible_to(self.user)
        if not self.shows_house:
            meetings = meetings.of_account(self.user)
        held = Q(ends_on=None, held_on__gte=self.start) | Q(ends_on__gte=self.start)
        rows = meetings.filter(held, held_on__range=(self.start - LONGEST_MEETING, self.end))
        for meeting in self._capped(rows.order_by("held_on", "id")):
            said = (meeting.said_off or meeting.place, "called-off" if meeting.is_called_off else "")
            item = Item(
                "meeting", str(meeting), meeting.get_absolute_url(), meeting.starts_at, *said, meeting.is_restricted
            )
            for day in _each(meeting.held_on, meeting.last_day):
                yield day, item

    def _events(self) -> Iterator[tuple[date, Item]]:
        starts, ends = (timezone.make_aware(datetime.combine(day, time())) for day in (self.start, self.end))
        near = timedelta(days=2)
        held = Q(starts__lt=ends + near, ends__gte=starts - near)
        found = Invitation.objects.filter(held | Q(reply_by__range=(self.start, self.end)))
        rows = self._follow_ups.filter(pk__in=found.values("follow_up")).with_events().exclude(status__in=NOT_HELD)
        shown = self._capped(rows.with_classification().order_by("id"))
        mark_leavers(row.invitation.speaker for row in shown)
        for follow_up in shown:
            event = follow_up.invitation
            for day in _each(*event.days):
                yield day, _event_item(follow_up, event)
            if follow_up.reply_due_on and follow_up.is_active:
                yield follow_up.reply_due_on, _item("reply", follow_up, timezone.localdate())

    def _due(self) -> Iterator[tuple[date, Item]]:
        today = timezone.localdate()
        active = (self._follow_ups.active() if self.rows is None else self.rows).as_lines()
        dated = self._each_day(active.filter(due_order__range=(self.start, self.end)).by_due())
        # Of an invitation the reply or the event may come first, in another month.
        early = active.filter(kind=Kind.INVITATION, due_order__lt=self.start, due_on__range=(self.start, self.end))
        for follow_up in (*dated, *self._capped(early.order_by("due_on", "id"))):
            if follow_up.due_on:
                yield follow_up.due_on, _item("due", follow_up, today)

    def _each_day(self, rows: FollowUpQuerySet) -> list[FollowUp]:
        """Where they are too many for the month, some of each day: its last days are as busy as its first."""
        found = self._capped(rows)
        if len(found) < MOST:
            return found
        of_its_day = Window(RowNumber(), partition_by="due_order", order_by="id")
        return self._capped(rows.annotate(of_its_day=of_its_day).filter(of_its_day__lte=ON_A_FULL_DAY))

    def _capped(self, rows: Any) -> list[Any]:
        found = list(rows[: MOST + 1])
        self.cut = self.cut or len(found) > MOST
        return found[:MOST]


def _item(kind: str, follow_up: FollowUp, today: date) -> Item:
    look = conditions.lateness(follow_up, today) or follow_up.status
    owed = _("owed by the partner") if follow_up.owed_by == OwedBy.PARTNER else ""
    return Item(
        kind, follow_up.title, follow_up.get_absolute_url(), look=look, restricted=follow_up.is_restricted,
        note=" · ".join(filter(None, (say_person(follow_up, "owner"), str(owed)))), glance=_glance(follow_up),
    )  # fmt: skip


def _event_item(follow_up: FollowUp, event: Invitation) -> Item:
    answer, address, begins = Answer(event.answer), follow_up.get_absolute_url(), event.typed.begins
    note = " · ".join(
        map(str, filter(None, (event.days_said, answer.label, event.place, say_person(event, "speaker"))))
    )
    look, restricted = f"answer-{answer}", follow_up.is_restricted
    return Item("event", event.title, address, begins, note, look, restricted, _glance(follow_up))


def _glance(follow_up: FollowUp) -> str:
    return reverse("follow_ups:glance", args=[follow_up.pk])


def _each(first: date, last: date) -> Iterator[date]:
    for number in range(min((last - first).days, 366) + 1):
        yield first + timedelta(days=number)


def _month_of(day: date) -> date | None:
    return day.replace(day=1) if day.year in YEARS else None
