"""How often a follow-up was carried over, and since when: counted of the meetings that the reader sees."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import User
from tracker.agendas.models import Appearance
from tracker.follow_ups.models import FollowUp
from tracker.kit.date_formats import format_date
from tracker.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Carried:
    times: int
    since: date

    @property
    def short(self) -> str:
        return _("carried %(times)s×") % {"times": self.times}

    def __str__(self) -> str:
        said = {"times": self.times, "day": format_date(self.since)}
        return (
            ngettext("Carried %(times)s time since %(day)s", "Carried %(times)s times since %(day)s", self.times) % said
        )


def carried_of(follow_ups: Iterable[FollowUp], user: User) -> dict[int, Carried]:
    """By key, of those that were carried over: since they were agreed, or else first appeared, which is no carrying."""
    rows = {each.pk: each for each in follow_ups}
    there = Appearance.objects.present().filter(follow_up__in=rows).order_by()
    # Of their few meetings: whether somebody sees it would be asked of all meetings there are.
    met = Meeting.objects.visible_to(user).filter(pk__in=there.values("meeting")).values("pk")
    found = there.filter(meeting__in=met).values("follow_up")
    counted = found.annotate(times=Count("pk"), first=Min("meeting__held_on"))
    told = ((key, _carried(rows[key], *said)) for key, *said in counted.values_list("follow_up", "times", "first"))
    return {key: each for key, each in told if each}


def carried_at(appearances: Sequence[Appearance], follow_up: FollowUp) -> Carried | None:
    """Of the one, by its appearances as far as they are seen; `carried_of` counts the same of many."""
    if not appearances:
        return None
    first = min(each.meeting.held_on for each in appearances)
    return _carried(follow_up, len(appearances), first)


def _carried(follow_up: FollowUp, appearances: int, first: date) -> Carried | None:
    agreed = agreed_day(follow_up)
    times = appearances if agreed else appearances - 1
    return Carried(times, agreed or first) if times else None


def agreed_day(follow_up: FollowUp) -> date | None:
    return follow_up.agreed_on or (follow_up.meeting.held_on if follow_up.meeting else None)
