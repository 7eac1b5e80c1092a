"""What happened that a line tells of, as far as its reader may read it."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from tracker.accounts.models import User
from tracker.agendas.models import Appearance
from tracker.background.models import Bounce
from tracker.change_requests.models import ChangeRequest
from tracker.history.models import Entry
from tracker.notes.models import Mention
from tracker.notifications.models import Escalation, Notification
from tracker.notifications.reasons import Reason
from tracker.notifications.reported import uses_told


def _requests(keys: list[int], user: User) -> Any:
    return ChangeRequest.objects.open().visible_to(user).select_related("asked_by", "recorded_by").in_bulk(keys)


def _entries(keys: list[int], user: User) -> Any:
    return Entry.objects.readable_by(user).select_related("by").in_bulk(keys)


def _mentions(keys: list[int], user: User) -> Any:
    return Mention.objects.unseen_by(user).select_related("entry__by").filter(pk__in=keys).in_bulk()


def _bounces(keys: list[int], user: User) -> Any:
    return Bounce.objects.open().in_bulk(keys)


def _appearances(keys: list[int], user: User) -> Any:
    return Appearance.objects.visible_to(user).select_related("meeting").in_bulk(keys)


def _escalations(keys: list[int], user: User) -> Any:
    return Escalation.objects.filter(user=user).visible_to(user).select_related("silence").in_bulk(keys)


CAUSES: dict[str, Callable[[list[int], User], Any]] = {
    Reason.REQUEST: _requests, Reason.NEW: _entries, Reason.MENTION: _mentions, Reason.CARRIED: _appearances,
    Reason.ESCALATED: _escalations,
    Reason.REPORTED: uses_told,
    Reason.RETURNED: _bounces,
}  # fmt: skip


def causes_of(rows: list[Notification], user: User) -> dict[str, dict[int, Any]]:
    """By reason and key what happened, as far as this person may read it: a query for each reason that there is."""
    keys: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        keys[row.reason].append(row.cause)
    return {
        reason: CAUSES[reason](keys[reason], user) if reason in CAUSES and keys[reason] else {} for reason in Reason
    }
