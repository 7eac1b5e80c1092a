"""The agenda of a meeting, point by point, as one person sees it: with times, and what stands under each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from tracker.accounts.models import User
from tracker.agendas.heaps import Line
from tracker.agendas.offer import offer_for
from tracker.agendas.points.models import Point
from tracker.agendas.points.next_of import last_of, next_of
from tracker.agendas.points.since import changed_since_last
from tracker.files.models import AttachedFile
from tracker.follow_ups.models import FollowUp
from tracker.history.wording.words_of_entry import FieldChange
from tracker.meetings.models import Meeting


@dataclass(slots=True)
class Item:
    """A follow-up under a point, and what became of it since the last meeting."""

    line: Line
    since: Sequence[FieldChange] = ()

    @property
    def follow_up(self) -> FollowUp:
        return self.line.follow_up


@dataclass(slots=True)
class AgendaPoint:
    """`at` is when it begins, as far as that can be told; `outcomes` are the follow-ups that were made of it."""

    point: Point
    number: int = 0
    at: time | None = None
    items: list[Item] = field(default_factory=list)
    outcomes: list[FollowUp] = field(default_factory=list)
    files: list[AttachedFile] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        """That which stands on every agenda only once something stands under it."""
        return bool(not self.point.standing or self.items or self.outcomes or self.files or self.point.said)


class Agenda:
    """Nothing is asked before it is looked at; `lines` are the follow-ups on the agenda, where they are known."""

    def __init__(self, meeting: Meeting, user: User, lines: Sequence[Line] | None = None) -> None:
        self.meeting, self.user = meeting, user
        self.lines = offer_for(meeting, user).on_agenda if lines is None else lines

    @cached_property
    def points(self) -> list[AgendaPoint]:
        """In their order. What was carried over stands among the matters arising, also where nobody added a point."""
        found = [AgendaPoint(point) for point in self._rows]
        by_key = {each.point.pk: each for each in found}
        arising = next(each for each in found if each.point.standing)
        for line in self.lines:
            key = line.appearance.point_id if line.appearance else None
            by_key.get(key or 0, arising).items.append(Item(line, self._since.get(line.follow_up.pk, ())))
        for made in self._made:
            by_key.get(made.outcome.point_id, arising).outcomes.append(made)
        for file in self._files(list(by_key)):
            by_key[file.object_id].files.append(file)
        _tell_times(self.meeting, found)
        return found

    @cached_property
    def shown(self) -> list[AgendaPoint]:
        found = [each for each in self.points if each.is_shown]
        for number, each in enumerate(found, 1):
            each.number = number
        return found

    @cached_property
    def _rows(self) -> list[Point]:
        rows = list(Point.objects.filter(meeting=self.meeting).present().with_names())
        if any(row.standing for row in rows):
            return rows
        return [Point(meeting=self.meeting, standing=Point.Standing.ARISING, position=0), *rows]

    @cached_property
    def _since(self) -> dict[int, list[FieldChange]]:
        return changed_since_last(self.meeting, [line.follow_up.pk for line in self.lines], self.user)

    @property
    def _made(self) -> Iterable[FollowUp]:
        """Those that were made while a point was spoken of, as far as this person sees them."""
        rows = FollowUp.objects.visible_to(self.user).filter(outcome__point__meeting=self.meeting)
        found: Iterable[FollowUp] = rows.select_related("owner", "outcome").order_by("pk")
        return found

    def _files(self, keys: list[int]) -> Iterable[AttachedFile]:
        rows = AttachedFile.objects.filter(content_type=ContentType.objects.get_for_model(Point), object_id__in=keys)
        found: Iterable[AttachedFile] = rows.present().defer("text").order_by("id")
        return found

    @property
    def is_begun(self) -> bool:
        """Whether somebody added a point."""
        return any(not row.standing for row in self._rows)

    @property
    def asks_for_a_point(self) -> bool:
        return self.meeting.is_upcoming and not (self.is_begun or self.meeting.is_called_off)

    @property
    def is_shown(self) -> bool:
        """On the page of the meeting; of one that is over what it took up again stands there anyway."""
        return self.is_begun or self.meeting.is_upcoming

    @property
    def has_anything(self) -> bool:
        return bool(self.shown)

    @property
    def ends_at(self) -> time | None:
        """When it would be over, if every point has its minutes and none lasts longer."""
        last = self.shown[-1]
        return _later(self.meeting, last.at, last.point.minutes) if last.at and last.point.minutes else None

    @property
    def minutes(self) -> int:
        return sum(each.point.minutes or 0 for each in self.points)

    @cached_property
    def next_meeting(self) -> Meeting | None:
        return next_of(self.meeting, self.user)

    @cached_property
    def left_over(self) -> list[Point]:
        """What the last meeting with them did not come to, once that is over."""
        last = last_of(self.meeting, self.user)
        if last is None or last.last_day >= timezone.localdate() or next_of(last, self.user) != self.meeting:
            return []
        return list(Point.objects.filter(meeting=last).present().undiscussed())


def _tell_times(meeting: Meeting, points: Iterable[AgendaPoint]) -> None:
    """Until one comes that has no minutes: nobody knows when the next one begins."""
    at = meeting.starts_at
    for each in points:
        if not each.is_shown:
            continue
        each.at = at
        at = _later(meeting, at, each.point.minutes) if at and each.point.minutes else None


def _later(meeting: Meeting, at: time, minutes: int) -> time:
    return (datetime.combine(meeting.held_on, at) + timedelta(minutes=minutes)).time()
