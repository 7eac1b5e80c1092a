"""What waits on somebody's desk to be answered: all for managers, what was promised to each, what officers recorded."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.change_requests.models import ChangeRequest
from tracker.change_requests.queries import ChangeRequestQuerySet
from tracker.directory.left import mark_leavers
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.promised_to import promised_to
from tracker.lists.paging import Count

MOST_COUNTED = 100


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """The first of them, as many as a desk shows, and how many there are."""

    rows: list[ChangeRequest]
    count: Count

    @property
    def more(self) -> bool:
        return self.count.number > len(self.rows)


def rows_to_answer(user: User) -> ChangeRequestQuerySet:
    """As far as this person sees them."""
    return _theirs(user).visible_to(user)


def _theirs(user: User) -> ChangeRequestQuerySet:
    return asked_of(user) if not permissions.may_confirm_all(user) else _by_others(user)


def asked_of(user: User) -> ChangeRequestQuerySet:
    """What is theirs to answer before it is any manager's: promised to them, or recorded by them."""
    promised = Q(follow_up__in=FollowUp.objects.filter(promised_to(user, timezone.localdate())))
    recorded = Q(follow_up__recorder=user) | Q(follow_up__meeting__recorder=user)
    return _by_others(user).filter(recorded | promised if permissions.may_log(user) else promised)


def _by_others(user: User) -> ChangeRequestQuerySet:
    """Nobody answers what they asked for themselves."""
    rows: ChangeRequestQuerySet = ChangeRequest.objects.open()
    person = getattr(user, "person", None)
    return rows.exclude(asked_by=person) if person else rows


def to_answer(user: User, most: int) -> ToAnswer | None:
    """Asked longest ago first. None where nothing waits."""
    # Mostly none is open: whom it was promised to, and who sees it, is asked then alone.
    if not ChangeRequest.objects.open().exists():
        return None
    keys = list(rows_to_answer(user).order_by("asked_at", "pk").values_list("pk", flat=True)[: MOST_COUNTED + 1])
    if not keys:
        return None
    found = ChangeRequest.objects.filter(pk__in=keys[:most]).with_names().in_bulk()
    rows = [found[key] for key in keys[:most]]
    mark_leavers([row.asked_by for row in rows])
    return ToAnswer(rows, Count(min(len(keys), MOST_COUNTED), capped=len(keys) > MOST_COUNTED))
