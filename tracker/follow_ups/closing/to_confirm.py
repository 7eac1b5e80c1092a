"""What waits for somebody to confirm it: all for managers, what is theirs for officers, what was promised to each."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.follow_ups import conditions
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.promised_to import promised_to
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.lists.paging import Count

MOST_COUNTED = 100


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """The first of them, as many as a desk shows, and how many there are."""

    rows: list[FollowUp]
    count: Count
    # What opens them in the list.
    query: str

    @property
    def more(self) -> bool:
        return self.count.number > len(self.rows)


def waits_for(user: User) -> Q:
    """Of those that `user` sees."""
    if permissions.may_confirm_all(user):
        return conditions.TO_CONFIRM
    promised = promised_to(user, timezone.localdate())
    return conditions.TO_CONFIRM & (promised | Q(recorder=user) if permissions.may_log(user) else promised)


def to_confirm(user: User, most: int) -> ToConfirm | None:
    """Reported longest ago first. None where nothing waits."""
    # Mostly nothing waits in the whole house: whom it was promised to, and who sees it, is asked then alone.
    if not FollowUp.objects.filter(conditions.TO_CONFIRM).exists():
        return None
    rows: FollowUpQuerySet = FollowUp.objects.visible_to(user).filter(waits_for(user))
    keys = list(rows.order_by("reported_on", "pk").values_list("pk", flat=True)[: MOST_COUNTED + 1])
    if not keys:
        return None
    found = FollowUp.objects.filter(pk__in=keys[:most]).as_lines().in_bulk()
    count = Count(min(len(keys), MOST_COUNTED), capped=len(keys) > MOST_COUNTED)
    return ToConfirm([found[key] for key in keys[:most]], count, "status=done&confirmation=mine")
