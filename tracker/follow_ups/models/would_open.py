"""Where nobody is there to be asked: whether new values of a follow-up would open what only some know of."""

from collections.abc import Mapping
from typing import Any

from tracker.follow_ups.models.follow_up import FollowUp

NAMES = ("owner", "unit", "partner", "waiting_on")


def classified(follow_up: FollowUp, values: Mapping[str, Any]) -> FollowUp:
    """What the follow-up would be with `values`, as far as its classification hangs on it."""
    return FollowUp(**{name: values.get(name, getattr(follow_up, name)) for name in FollowUp.OPENING})


def would_open(follow_up: FollowUp, values: Mapping[str, Any]) -> str:
    """The column by which it would: "meeting" where that opens the follow-up itself; empty when nothing opens."""
    if classified(follow_up, values).is_restricted:
        return ""
    if follow_up.is_restricted:
        return "meeting"
    return next((name for name in NAMES if (named := values.get(name)) and named.is_restricted), "")
