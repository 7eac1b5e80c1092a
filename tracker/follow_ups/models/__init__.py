"""The tables of follow-ups: what was agreed, which mandate it implements, the events, and the numbers people quote."""

from tracker.follow_ups.models.follow_up import FollowUp, Kind, OwedBy, Strength
from tracker.follow_ups.models.implementation import Implementation
from tracker.follow_ups.models.invitation import Answer, Invitation
from tracker.follow_ups.models.reference import ReferenceYear
from tracker.follow_ups.models.step import Step

__all__ = [
    "Answer", "FollowUp", "Implementation", "Invitation", "Kind", "OwedBy", "ReferenceYear", "Step", "Strength",
]  # fmt: skip
