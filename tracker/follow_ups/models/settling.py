"""Letting the status of a follow-up follow after its needs, and the pledges that cover them."""

from typing import Any

from tracker.accounts.models import User
from tracker.follow_ups import statuses
from tracker.follow_ups.needs_covered_email import mail_owner_that_ready
from tracker.follow_ups.statuses import Status
from tracker.history.models import Entry
from tracker.history.tracked_model import Values


def lacks(follow_up: Any, conditional: bool) -> bool:
    return statuses.lacks(conditional, (need.is_covered for need in follow_up.needs.present()))


def settle_status(follow_up: Any, verb: str, *, by: User, also: Values) -> Entry | None:
    """Needs or pledges changed; `also` says what did, and one entry tells both."""
    status = statuses.settled(follow_up.status, lacks=lacks(follow_up, follow_up.conditional))
    if status != follow_up.status:
        verb = "readied" if status == Status.OPEN else "blocked"
    if verb == "readied":
        mail_owner_that_ready(follow_up, by=by)
    entry: Entry | None = follow_up.change(verb, by=by, also=also, status=status)
    return entry
