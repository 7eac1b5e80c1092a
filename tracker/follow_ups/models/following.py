"""What follows a change of a follow-up: its event, the names that it tells, what was asked to be changed of it."""

from collections.abc import Set
from typing import Any

from tracker.accounts.models import User
from tracker.directory.restricted_names import open_names

# What a request may ask for, or be closed by.
ASKED_FOR = {"due_on", "status", "removed_at"}


def follow_changes(follow_up: Any, changed: Set[str], *, by: User | None) -> None:
    """Its event follows; what that names it names itself."""
    on_event = any(name.startswith("invitation") for name in changed)
    may_have_one = on_event or ("kind" in changed and follow_up.version > 1)  # What was just logged has none yet.
    if may_have_one and (invitation := getattr(follow_up, "invitation", None)):
        invitation.follow_changes(changed, by=by)
    if changed & ASKED_FOR and follow_up.version > 1:
        _tell_requests(follow_up, changed, by)
    open_names(follow_up, {*changed, "classification"} if on_event else changed, by=by)


def _tell_requests(follow_up: Any, changed: Set[str], by: User | None) -> None:
    if follow_up.change_requests.exists():
        last = follow_up.history.first()
        for request in follow_up.change_requests.that_follow():
            request.follow(changed, last, by=by)
