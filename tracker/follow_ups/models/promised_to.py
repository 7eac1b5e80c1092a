"""To whom a follow-up was promised: what we owe to its partner, what a partner owes to our unit."""

from datetime import date
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.directory.organisations.parts import keys_above
from tracker.follow_ups.choices import OwedBy
from tracker.meetings.participant_values import Attendance

NOTHING = Q(pk__in=())


def promised_to(user: User, today: date) -> Q:
    """What was promised to those for whom this person speaks: by a post there, or by having spoken for them there.

    Nobody is promised what they do themselves.
    """
    person = getattr(user, "person", None)
    if person is None:
        return NOTHING
    posts, spoken = person.appointments.held_on(today), person.participations.filter(attendance=Attendance.ATTENDED)
    found = Q(owed_by=OwedBy.PARTNER, meeting__in=spoken.filter(organisation__is_ours=True).values("meeting"))
    for organisation in _spoken_for(posts, spoken):
        found |= _promised_there(organisation, spoken.filter(organisation=organisation).values("meeting"))
    return found & ~Q(owner=person)


def is_promised_to(follow_up: Any, user: User) -> bool:
    """Asked of the row as it is stored."""
    rows = type(follow_up)._base_manager.filter(promised_to(user, timezone.localdate()), pk=follow_up.pk)
    return bool(rows.exists())


def _spoken_for(posts: Any, spoken: Any) -> Any:
    """The organisations, each with whether a post is `held` there. Who spoke for ours heard all that was promised."""
    partners = Q(is_ours=False, pk__in=spoken.values("organisation"))
    held = Q(pk__in=posts.values("organisation"))
    return Organisation.objects.filter(held | partners).annotate(held=ExpressionWrapper(held, BooleanField()))


def _promised_there(organisation: Any, meetings: Any) -> Q:
    """To those who hold a post, whatever was; to those who only spoke for it, what was agreed at these meetings."""
    above = _with_above(organisation)
    if organisation.is_ours:
        return Q(owed_by=OwedBy.PARTNER, unit__in=above)
    return Q(owed_by=OwedBy.US, partner__in=above) & (Q() if organisation.held else Q(meeting__in=meetings))


def _with_above(organisation: Organisation) -> list[int]:
    """What is promised to the European Union is promised to its coordinator."""
    return keys_above(organisation.pk) if organisation.parent_id else [organisation.pk]
