"""The tables of follow-ups: what was agreed, which mandate it implements, what it lacks, the numbers people quote."""

from tracker.follow_ups.models.activity import Activity
from tracker.follow_ups.models.allocation import Allocation
from tracker.follow_ups.models.follow_up import FollowUp, Kind, OwedBy, Strength
from tracker.follow_ups.models.implementation import Implementation
from tracker.follow_ups.models.reference import ReferenceYear
from tracker.follow_ups.models.resources import Need, Priority

__all__ = [
    "Activity", "Allocation", "FollowUp", "Implementation", "Kind", "Need", "OwedBy", "Priority", "ReferenceYear",
    "Strength",
]  # fmt: skip
