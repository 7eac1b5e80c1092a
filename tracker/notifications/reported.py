"""What contacts of partners did by their links: told to whoever gave the link, recorded the matter or owns it.

That something is done is told as "to confirm" to whom that falls, and a request to those who answer it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.notes.who_sees import seeing
from tracker.notifications.models import Notification
from tracker.notifications.reasons import Reason
from tracker.partner_links.models import Did, LinkUse


def reported_since(since: datetime) -> Iterator[Notification]:
    """Of each deed since then one for each of them, as far as they were not told."""
    uses = LinkUse.objects.deeds().exclude(did=Did.DATE).filter(at__gte=since)
    rows = list(uses.select_related("link", "follow_up__owner", "follow_up__meeting", "follow_up__passage__record"))
    causes = Notification.objects.filter(reason=Reason.REPORTED, cause__in=[row.pk for row in rows])
    told = set(causes.values_list("cause", flat=True)) if rows else set()
    for row in rows:
        for user in _who_hear(row) if row.pk not in told else ():
            yield Notification(user=user, reason=Reason.REPORTED, follow_up=row.follow_up, cause=row.pk)


def _who_hear(use: LinkUse) -> list[User]:
    follow_up: Any = use.follow_up
    keys = {use.link.made_by_id, follow_up.recorder_id, follow_up.owner and follow_up.owner.account_id}
    # Who recorded it confirms it.
    keys -= {follow_up.recorder_id} if use.did == Did.DONE else set()
    return seeing(User.objects.filter(pk__in=keys - {None}, is_active=True).order_by("pk"), follow_up)


def still_reported(user: User, now: datetime, lately: timedelta) -> list[tuple[int, int]]:
    """What they were told of so, as long as it is new and theirs to see. Mostly there is none."""
    rows = Notification.objects.open().filter(user=user, reason=Reason.REPORTED, made_at__gte=now - lately)
    told = list(rows.values_list("follow_up", "cause"))
    seen = FollowUp.objects.visible_to(user).filter(pk__in={key for key, _cause in told}) if told else ()
    keys = {follow_up.pk for follow_up in seen}
    return [(key, cause) for key, cause in told if key in keys]


def uses_told(keys: list[int], user: User) -> Any:
    return LinkUse.objects.visible_to(user).select_related("link__person", "entry").in_bulk(keys)
