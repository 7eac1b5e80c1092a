"""What stands around what is owed: who they are, when we met, what they pledged, what of theirs ends."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Min, Q, When

from tracker.briefings.asked import Asked
from tracker.briefings.gather.found import MOST_LINES, Found
from tracker.directory.left import has_left_expression
from tracker.directory.models import Appointment
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.needs.coverage import Coverage, coverage_among
from tracker.pledges.models import Pledge

MOST_MEETINGS, MOST_POSTS = 3, 8


@dataclass(frozen=True, slots=True)
class Met:
    """The last meetings, newest first, of so many since `first`; by the key of each how much was agreed and done."""

    last: list[Meeting]
    count: int
    first: date | None
    outcomes: dict[int, tuple[int, int]]


def meetings(asked: Asked) -> Met:
    before = asked.seen(Meeting).with_partner(asked.partner).filter(held_on__lte=asked.today)
    before = before.exclude(pk=asked.meeting.pk) if asked.meeting else before
    sums = before.order_by().aggregate(count=Count("pk"), first=Min("held_on"))
    last = list(before.with_people()[:MOST_MEETINGS])
    rows = asked.seen(FollowUp).filter(meeting__in=[meeting.pk for meeting in last]).order_by()
    counts = rows.values("meeting").annotate(agreed=Count("pk"), done=Count("pk", filter=Q(status=Status.DONE)))
    outcomes = {row["meeting"]: (row["agreed"], row["done"]) for row in counts}
    return Met(last, sums["count"], sums["first"], outcomes)


def posts(asked: Asked) -> Found:
    """Those held today: in the organisation itself before its parts, whoever comes to the meeting before the others."""
    coming = asked.meeting.participations.values("person") if asked.meeting else ()
    held = asked.seen(Appointment).held_on(asked.today).filter(organisation__in=asked.partner.keys_of_parts)
    comes = Case(When(person__in=coming, then=0), default=1)
    is_part = Case(When(organisation=asked.partner, then=0), default=1)
    rows = held.select_related("person", "organisation").order_by(comes, is_part, "id")
    rows = rows.annotate(person_left=has_left_expression("person_id", asked.today))
    return Found(list(rows[:MOST_POSTS]), held.count())


def pledges(asked: Asked) -> Found:
    rows = asked.seen(Pledge).by_donor(asked.partner).standing()
    return Found(list(rows.with_names()[:MOST_LINES]), rows.count())


def coverage(asked: Asked, pending: list[FollowUp]) -> dict[int, list[Coverage]]:
    return coverage_among(pending, asked.seen(Pledge))


def ending_agreements(asked: Asked, since: date) -> Found:
    """Those that end soon, and those that ended since that day."""
    agreements: Any = asked.seen(Mandate).of(asked.partner).agreements()
    soon = agreements.ending_soon(asked.today).values("pk")
    rows = agreements.filter(Q(pk__in=soon) | Q(valid_until__gte=since, valid_until__lt=asked.today))
    return Found(list(rows.by_end()[:MOST_LINES]), rows.count())
