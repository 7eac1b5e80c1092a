"""Who may see a follow-up, asked the other way round: of all who have an account."""

from collections.abc import Iterable

from django.db.models import Q

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.meetings.access import GRANTS
from tracker.meetings.models import Meeting


def sees(user: User, follow_up: FollowUp) -> bool:
    return user.is_active and bool(FollowUp.objects.visible_to(user).filter(pk=follow_up.pk).exists())


def seeing(users: Iterable[User], follow_up: FollowUp) -> list[User]:
    """Those of them who see it, in their order: of what is general nobody need be asked."""
    return [user for user in users if user.is_active and (not follow_up.is_restricted or sees(user, follow_up))]


def all_who_see(follow_up: FollowUp) -> list[User] | None:
    """The few who see a restricted one. None where it is general: that is everybody."""
    if not follow_up.is_restricted:
        return None
    keys = {follow_up.recorder_id, follow_up.owner.account_id if follow_up.owner else None}
    met = Meeting._base_manager.filter(pk=follow_up.meeting_id or 0)
    granted = [met.values_list(path, flat=True) for path in GRANTS]
    keys |= {key for found in granted for key in found}
    may = User.objects.filter(Q(pk__in=keys - {None}) | Q(sees_restricted=True), is_active=True)
    return seeing(may.order_by("name", "pk"), follow_up)
