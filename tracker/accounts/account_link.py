"""Whose account a person has: what its owner sees hangs on it, so that it is a right, and told as one."""

from typing import Any

from tracker.accounts.models import User
from tracker.accounts.security_event import Kind, SecurityEvent

# Told by merging itself, in its own words.
MERGING = {"merged", "took over", "unmerged"}


def may_change_link(by: User, person: Any) -> bool:
    """Nobody their own, and nobody who would come to see by it what they may not."""
    return by.sees_restricted and person.account_id != by.pk


def tell_link(person: Any, *, by: User | None) -> None:
    """Right after a change of `account`; that a new person has one tells of no right that somebody gained."""
    if person.version == 1:
        return
    entry = person.history.latest("id")
    change: dict[str, Any] = {} if entry.verb in MERGING else entry.changes.get("account", {})
    for side, detail in (("from", f"person: {person} → –"), ("to", f"person: – → {person}")):
        if user := User.objects.filter(pk=change.get(side) or 0).first():
            SecurityEvent.record(Kind.RIGHTS, None, user=user, by=by, detail=detail)
