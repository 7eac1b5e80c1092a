"""History as one person may read it."""

from collections.abc import Mapping, Sequence
from typing import Any

from tracker.accounts.models import User
from tracker.history.models import Entry
from tracker.meetings.models import Meeting
from tracker.pledges.models import Pledge

SIDES = ("from", "to")
# What a change may name that not everybody who reads it may know of.
NAMED: Mapping[str, Any] = {"meeting": Meeting, "pledge": Pledge}


def without_hidden(entries: Sequence[Entry], user: User) -> Sequence[Entry]:
    """The same entries; meetings and pledges of which `user` must find no trace are taken out of their changes.

    A follow-up that was moved out of a restricted meeting is seen by all, and its history named the meeting.
    """
    for name, model in NAMED.items():
        changes = [entry.changes[name] for entry in entries if name in entry.changes]
        keys = {change[side] for change in changes for side in SIDES} - {None}
        if not keys:
            continue
        hidden = set(model.objects.hidden_from(user).filter(pk__in=keys).values_list("pk", flat=True))
        for change in changes:
            for side in SIDES:
                if change[side] in hidden:
                    change |= {side: None, f"{side}_text": ""}
    return entries
