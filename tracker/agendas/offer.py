"""What is open with those who come to a meeting: offered for its agenda, and chosen beforehand by rule."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.functional import SimpleLazyObject

from tracker.accounts.models import User
from tracker.agendas.bodies import Bodies
from tracker.agendas.carried import carried_of
from tracker.agendas.heaps import HEAPS, REPORTED, Heap, Line
from tracker.agendas.models import Appearance
from tracker.directory.models import Organisation
from tracker.follow_ups import conditions
from tracker.follow_ups.choices import Kind, OwedBy
from tracker.follow_ups.list.asked_for import requests_about
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.statuses import Status
from tracker.lists.paging import Count, capped_counts
from tracker.meetings.models import Meeting

# So many of each heap are offered; the list has all.
MOST_OFFERED = 20
# What is due within so many days after the meeting is spoken of there.
SOON = timedelta(days=30)


class Offer:
    """All of it, for one person; `day` is that of the meeting, which may be one that is not logged yet."""

    def __init__(self, bodies: Bodies, day: date, user: User, meeting: Meeting | None = None) -> None:
        self.bodies, self.day, self.user, self.meeting = bodies, day, user, meeting

    @cached_property
    def heaps(self) -> list[Heap]:
        heaps = [heap for name in HEAPS if (heap := self._heap(name)).lines]
        lines = [line for heap in heaps for line in heap.lines]
        if lines:
            mark_carried(lines, self.user)
            mark_requested(lines, self.user)
        for line in lines:
            # Once there is an agenda, what is ticked is what stands on it.
            line.is_chosen = line.appearance is not None or (not self.on_agenda and is_chosen(line, self.day))
        return heaps

    @property
    def lines(self) -> list[Line]:
        return [line for heap in self.heaps for line in heap.lines]

    @property
    def chosen(self) -> int:
        return sum(line.is_chosen for line in self.lines)

    @cached_property
    def on_agenda(self) -> list[Line]:
        """In their places, as far as this person sees the follow-ups."""
        if self.meeting is None:
            return []
        rows = {row.follow_up_id: row for row in self.meeting.appearances.present().with_what_changed()}
        follow_ups = FollowUp.objects.visible_to(self.user).filter(pk__in=rows).with_names().in_bulk() if rows else {}
        there = ((follow_ups[key], row) for key, row in rows.items() if key in follow_ups)
        return [self._line(each, row) for each, row in there]

    def _line(self, follow_up: FollowUp, row: Appearance) -> Line:
        mark, changed = self.bodies.mark(follow_up.partner), row.changed_there(self.user)
        return Line(follow_up, mark, row, changed=changed, is_confirmed=row.was_confirmed_there(self.user))

    def _heap(self, name: str) -> Heap:
        label, _condition = HEAPS[name]
        there, found = [line for line in self.on_agenda if heap_of(line) == name], self._open_in(name)
        count = self._with_those_there(self._counts[name], there) if name != REPORTED else _counted(there, found)
        offered = [Line(each, self.bodies.mark(each.partner)) for each in found[:MOST_OFFERED]]
        return Heap(name, str(label), count, [*there, *offered])

    def _open_in(self, name: str) -> Sequence[FollowUp]:
        if not self._source[1]:
            return []
        taken = [line.follow_up.pk for line in self.on_agenda]
        rows = (self._reported if name == REPORTED else self._open.filter(HEAPS[name][1])).exclude(pk__in=taken)
        return list(rows.with_names().by_due()[: MOST_OFFERED + 1])

    @cached_property
    def _seen(self) -> FollowUpQuerySet:
        found: FollowUpQuerySet = FollowUp.objects.visible_to(self.user)
        return found

    @cached_property
    def _open(self) -> FollowUpQuerySet:
        """Active, with them, and from before this meeting."""
        return self._before(self._seen.active().among(*self._source))

    @property
    def _reported(self) -> FollowUpQuerySet:
        column, keys = self._source
        return self._before(self._seen.filter(conditions.TO_CONFIRM, **{f"{column}__in": keys}))

    @cached_property
    def _source(self) -> tuple[str, list[int]]:
        """The column and its keys: of the partners; where none comes, of the meetings before in the same series."""
        if self.bodies.own or self.meeting is None or not self.meeting.series_id:
            return "partner", self.bodies.keys
        met = Meeting.objects.visible_to(self.user).filter(series=self.meeting.series_id).earlier_than(self.meeting)
        return "meeting", sorted(met.values_list("pk", flat=True))

    def _before(self, rows: FollowUpQuerySet) -> FollowUpQuerySet:
        if self.meeting:
            rows = rows.exclude(meeting=self.meeting)
        return rows.filter(Q(meeting=None) | Q(meeting__held_on__lte=self.day))

    def _with_those_there(self, count: Count, there: Sequence[Line]) -> Count:
        """On the agenda stands also what nobody would have offered for it."""
        column, keys = self._source
        further = [
            each for line in there
            if (each := line.follow_up).is_active and (
                getattr(each, f"{column}_id") not in keys
                or (each.meeting and (each.meeting == self.meeting or each.meeting.held_on > self.day))
            )
        ]  # fmt: skip
        return Count(count.number + len(further), capped=count.capped)

    @cached_property
    def _counts(self) -> dict[str, Count]:
        if not self._source[1]:
            return dict.fromkeys(HEAPS, Count(0, capped=False))
        counted = {name: condition for name, (_label, condition) in HEAPS.items() if name != REPORTED}
        return capped_counts(self._open, counted)


def _counted(there: Sequence[Line], found: Sequence[FollowUp]) -> Count:
    """Few at a time are reported done: past those that are offered nobody counts them."""
    number = sum(line.follow_up.is_to_confirm for line in there) + min(len(found), MOST_OFFERED)
    return Count(number, capped=len(found) > MOST_OFFERED)


def mark_carried(lines: Sequence[Line], user: User) -> None:
    """Let each know how often it was taken up, as far as `user` sees it."""
    carried = carried_of([line.follow_up for line in lines], user)
    for line in lines:
        line.carried = carried.get(line.follow_up.pk)


def mark_requested(lines: Sequence[Line], user: User) -> None:
    """Let each know what is asked to be changed of it: who comes may grant it."""
    requested = requests_about([line.follow_up.pk for line in lines], user)
    for line in lines:
        line.requested = requested.get(line.follow_up.pk, "")


def is_chosen(line: Line, day: date) -> bool:
    """Whether it is to be spoken of at a meeting of that day, unless somebody says otherwise.

    What somebody asks to be changed is answered there. What only asks for a meeting is settled by having one; what
    waits until later, or is due long after, can wait. With bodies above those who come and their parts, only what is
    due by then is spoken of, or was taken up before.
    """
    follow_up = line.follow_up
    if follow_up.is_to_confirm or (line.requested and not line.mark):
        return not line.mark or line.carried is not None
    if follow_up.kind == Kind.MEETING or (follow_up.review_on and follow_up.review_on > day):
        return False
    due = follow_up.first_of_dates
    if line.mark and not line.carried:
        return due is not None and due <= day
    return due is None or due <= day + SOON


def heap_of(line: Line) -> str:
    """Where it stands on the agenda, ended as well."""
    if line.follow_up.reported_on:
        return REPORTED
    if line.follow_up.status == Status.PENDING:
        return "resources"
    return "theirs" if line.follow_up.owed_by == OwedBy.PARTNER else "ours"


def offer_for(meeting: Meeting, user: User) -> Offer:
    """Of those who come, as far as `user` may know of them: whose bodies they are is asked once it matters."""
    there = Organisation.objects.visible_to(user).partners().filter(participations__meeting=meeting).distinct()
    bodies: Any = SimpleLazyObject(lambda: Bodies.of(there))
    return Offer(bodies, meeting.last_day, user, meeting)


def open_among(keys: Sequence[int], user: User) -> list[FollowUp]:
    """Those of these keys that `user` sees and that are active or to be confirmed, in the order of the keys."""
    rows = FollowUp.objects.visible_to(user).filter(conditions.ACTIVE | conditions.TO_CONFIRM)
    found = rows.select_related("meeting", "passage__record").in_bulk(keys)
    return [found[key] for key in keys if key in found]
