"""What is open with a partner, each follow-up on one heap; and what has ended since we last met."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import CharField, Count, Exists, OuterRef, Q

from tracker.briefings.asked import Asked
from tracker.briefings.gather.found import MOST_LINES, Found, first_keys
from tracker.follow_ups import conditions
from tracker.follow_ups.choices import Kind
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.lists.speed_tricks import Unindexed
from tracker.meetings.models import Meeting, Participation

MOST_COUNTED = 1_000_000
OURS, THEIRS, PENDING, INVITATIONS = "ours", "theirs", "pending", "invitations"
# What is active is few beside all invitations there ever were.
_INVITATION = Q(unindexed_kind=Kind.INVITATION)
_PLAIN = ~_INVITATION & ~conditions.PENDING
HEAPS: Mapping[str, Q] = {
    OURS: conditions.OURS & _PLAIN,
    THEIRS: conditions.OWED_BY_PARTNER & _PLAIN,
    PENDING: conditions.PENDING & ~_INVITATION,
    INVITATIONS: conditions.ACTIVE & _INVITATION,
}


def follow_ups(asked: Asked) -> FollowUpQuerySet:
    """Those with the partner or a part of it; and what was agreed where nobody else was met, and names none but it.

    The latter by their keys: of two tables PostgreSQL would ask for each row, which takes ten times as long. Which of
    these few name a partner is not asked of SQLite, which would begin with all that name none.
    """
    rows: FollowUpQuerySet = asked.seen(FollowUp)
    above = [each.pk for each in asked.partner.ancestors()]
    agreed = FollowUp.objects.order_by().filter(meeting__in=_alone_with(asked, above)).values_list("pk", "partner")
    return rows.with_partner(asked.partner, or_these=[key for key, named in agreed if named in (None, *above)])


def _alone_with(asked: Asked, above: list[int]) -> list[int]:
    """The meetings in which the partner took part, and no other but what it is a part of."""
    parts = asked.partner.keys_of_parts
    others = Participation.objects.filter(organisation__is_ours=False).exclude(organisation__in=[*above, *parts])
    met = asked.seen(Meeting).with_partner(asked.partner).exclude(Exists(others.filter(meeting=OuterRef("pk"))))
    return list(met.order_by().values_list("pk", flat=True))


def open_heaps(rows: FollowUpQuerySet, today: date) -> dict[str, Found]:
    """Of these, by heap: its first rows, what is past its day before the others, and how many lie there."""
    rows = rows.active().alias(unindexed_kind=Unindexed("kind", CharField()))
    numbers = rows.aggregate(**{name: Count("pk", filter=heap) for name, heap in HEAPS.items()})
    keys = {name: first_keys(rows.filter(heap), today) if numbers[name] else [] for name, heap in HEAPS.items()}
    known = _with_names({key for found in keys.values() for key in found})
    return {name: Found([known[key] for key in found], numbers[name]) for name, found in keys.items()}


def ended_since(rows: FollowUpQuerySet, day: date) -> Found:
    """The latest first; what ended on a day that nobody knows is left out."""
    found = rows.ended().filter(ended_on__gte=day, ended_before=None).order_by("-ended_on", "-id")
    keys = list(found.values_list("pk", flat=True)[:MOST_LINES])
    known = _with_names(keys)
    # Counted in this order, it is looked for among what ended since, and not among all that the partner ever had.
    number = found[:MOST_COUNTED].count() if len(keys) == MOST_LINES else len(keys)
    return Found([known[key] for key in keys], number)


def _with_names(keys: Collection[int]) -> dict[int, FollowUp]:
    """By their keys: with all that is joined for their names PostgreSQL would begin at every follow-up there is."""
    rows = FollowUp.objects.filter(pk__in=keys).with_names()
    return {row.pk: row for row in rows.select_related("invitation__speaker", "invitation__organiser")}
