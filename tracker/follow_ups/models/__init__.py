"""The tables of follow-ups: what was agreed, which mandate it implements, and the numbers people quote."""

from tracker.follow_ups.models.activity import Activity
from tracker.follow_ups.models.follow_up import FollowUp, Kind, OwedBy, Strength
from tracker.follow_ups.models.implementation import Implementation
from tracker.follow_ups.models.reference import ReferenceYear

__all__ = ["Activity", "FollowUp", "Implementation", "Kind", "OwedBy", "ReferenceYear", "Strength"]
