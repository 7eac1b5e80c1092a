"""What was made of drafts, as far as their owner still sees it."""

from collections.abc import Iterable
from typing import Any

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.incoming_mail.models import Draft
from tracker.meetings.models import Meeting


def with_what_is_seen(drafts: Iterable[Draft], user: User) -> list[Any]:
    """Each with `made`: the follow-up or the meeting, None where it is not there for them."""
    found: list[Any] = list(drafts)
    follow_ups = _seen(FollowUp.objects.visible_to(user), [each.follow_up_id for each in found])
    meetings = _seen(Meeting.objects.visible_to(user), [each.meeting_id for each in found])
    for each in found:
        each.made = follow_ups.get(each.follow_up_id) or meetings.get(each.meeting_id)
    return found


def _seen(rows: Any, keys: list[int | None]) -> dict[int | None, Any]:
    wanted = [key for key in keys if key]
    return {row.pk: row for row in rows.filter(pk__in=wanted)} if wanted else {}
