"""The steps of a meeting that is being run: its points, and the follow-ups under each, one after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from tracker.agendas.points.agenda import Agenda, AgendaPoint, Item
from tracker.meetings.models import Meeting

END = "end"


@dataclass(frozen=True, slots=True)
class Step:
    """A point, or a follow-up under one. `name` is what it is called in addresses."""

    each: AgendaPoint
    item: Item | None = None

    @property
    def name(self) -> str:
        if self.item:
            assert self.item.line.appearance
            return f"follow-up-{self.item.line.appearance.pk}"
        return f"point-{self.each.point.pk}"

    @property
    def discussed_at(self) -> datetime | None:
        if self.item:
            return self.item.line.appearance.discussed_at if self.item.line.appearance else None
        return self.each.point.discussed_at

    @property
    def label(self) -> str:
        return str(self.item.follow_up if self.item else self.each.point)


def steps_of(agenda: Agenda) -> list[Step]:
    return [step for each in agenda.points for step in _of_point(each)]


def _of_point(each: AgendaPoint) -> Iterator[Step]:
    """What was carried over is gone through one by one, without a word on all of it."""
    if not each.point.standing:
        yield Step(each)
    for item in each.items:
        yield Step(each, item)


@dataclass(slots=True)
class Pace:
    """How long the point has been spoken of, in minutes; `began` is None where nobody can tell."""

    began: datetime | None
    allotted: int | None

    @property
    def minutes(self) -> int | None:
        return None if self.began is None else max(0, int((timezone.now() - self.began).total_seconds() // 60))


def pace_of(step: Step, steps: Sequence[Step], meeting: Meeting) -> Pace:
    """Since the last of another point was spoken of; of the first one since the meeting began."""
    others = [other.discussed_at for other in steps if other.each is not step.each]
    begun = max((at for at in [_start(meeting), *others] if at and _is_today(at)), default=None)
    return Pace(begun if begun and begun <= timezone.now() else None, step.each.point.minutes)


def _start(meeting: Meeting) -> datetime | None:
    zone = ZoneInfo(meeting.zone or settings.TIME_ZONE)
    return datetime.combine(meeting.held_on, meeting.starts_at, zone) if meeting.starts_at else None


def _is_today(at: datetime) -> bool:
    return timezone.localdate(at) == timezone.localdate()


def address_of(meeting: Meeting, name: str) -> str:
    return f"{reverse('agendas:run', args=[meeting.pk])}?at={name}"
