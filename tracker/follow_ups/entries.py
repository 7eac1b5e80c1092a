"""History as one person may read it."""

from collections.abc import Sequence

from tracker.accounts.models import User
from tracker.history.models import Entry
from tracker.meetings.models import Meeting

SIDES = ("from", "to")


def without_hidden_meetings(entries: Sequence[Entry], user: User) -> Sequence[Entry]:
    """The same entries; a meeting of which `user` must find no trace is taken out of their changes.

    A follow-up that was moved out of a restricted meeting is seen by all, and its history named the meeting.
    """
    moves = [entry.changes["meeting"] for entry in entries if "meeting" in entry.changes]
    named = {move[side] for move in moves for side in SIDES} - {None}
    if named:
        hidden = set(Meeting.objects.hidden_from(user).filter(pk__in=named).values_list("pk", flat=True))
        for move in moves:
            for side in SIDES:
                if move[side] in hidden:
                    move |= {side: None, f"{side}_text": ""}
    return entries
