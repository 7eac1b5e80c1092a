"""What the page of a recommendation tells of its answer: who noted it, when, and why."""

from dataclasses import dataclass

from tracker.accounts.models import User
from tracker.follow_ups.choices import Kind
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry


@dataclass(frozen=True, slots=True)
class Answer:
    """`entry` is the one by which it came to be so; None where nobody answered, or it may not be read."""

    said: str
    entry: Entry | None


def answer_of(follow_up: FollowUp, user: User) -> Answer | None:
    """None of what is no recommendation, and never was answered as one."""
    if follow_up.kind != Kind.RECOMMENDATION and follow_up.acceptance is None:
        return None
    if follow_up.acceptance is None:
        return Answer("", None)
    known = follow_up.history.readable_by(user).filter(changes__has_key="acceptance").select_related("by")
    return Answer(str(follow_up.get_acceptance_display()), known.first())
