"""What waits on somebody's desk to be confirmed: for managers all that they see, for others what they recorded."""

from dataclasses import dataclass

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.follow_ups import conditions
from tracker.follow_ups.models import FollowUp
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


def rows_to_confirm(user: User) -> FollowUpQuerySet:
    rows: FollowUpQuerySet = FollowUp.objects.visible_to(user).filter(conditions.TO_CONFIRM)
    return rows if permissions.may_confirm_alone(user) else rows.filter(recorder=user)


def to_confirm(user: User, most: int) -> ToConfirm | None:
    """Reported longest ago first. None where nothing waits, and for those who confirm nothing."""
    if not permissions.may_confirm(user, None):
        return None
    keys = list(rows_to_confirm(user).order_by("reported_on", "pk").values_list("pk", flat=True)[: MOST_COUNTED + 1])
    if not keys:
        return None
    found = FollowUp.objects.filter(pk__in=keys[:most]).with_names().in_bulk()
    person = getattr(user, "person", None)
    own = "" if permissions.may_confirm_alone(user) or not person else f"&recorder={person.pk}"
    count = Count(min(len(keys), MOST_COUNTED), capped=len(keys) > MOST_COUNTED)
    return ToConfirm([found[key] for key in keys[:most]], count, f"status=done&confirmation=to_confirm{own}")
