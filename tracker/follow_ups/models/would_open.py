"""Where nobody is there to be asked: whether new values of a follow-up let more people know of it or a name."""

from collections.abc import Mapping
from typing import Any

from tracker.accounts.classification_field import is_opened
from tracker.follow_ups.models.follow_up import FollowUp

NAMES = ("owner", "unit", "partner", "waiting_on")


def classified(follow_up: FollowUp, values: Mapping[str, Any]) -> FollowUp:
    """What the follow-up would be with `values`, as far as its classification hangs on it."""
    return FollowUp(**{name: values.get(name, getattr(follow_up, name)) for name in FollowUp.OPENING})


def would_open(follow_up: FollowUp, values: Mapping[str, Any]) -> str:
    """The column by which it would: "meeting" where that opens the follow-up itself; empty when nothing opens."""
    now = classified(follow_up, values)
    if is_opened(follow_up.closed_by, now.closed_by):
        return "meeting"
    if now.is_restricted:
        return ""
    return next((name for name in NAMES if (named := values.get(name)) and named.is_restricted), "")
