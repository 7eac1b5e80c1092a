"""The tables of follow-ups: what was agreed, mandates, events, what is lacking, the numbers people quote."""

from tracker.follow_ups.kinds import Kind, OwedBy, Strength
from tracker.follow_ups.models.activity import Activity
from tracker.follow_ups.models.allocation import Allocation
from tracker.follow_ups.models.bulk import BulkChange, BulkRow
from tracker.follow_ups.models.follow_up import FollowUp
from tracker.follow_ups.models.implementation import Implementation
from tracker.follow_ups.models.invitation import Answer, Invitation
from tracker.follow_ups.models.reference import ReferenceYear
from tracker.follow_ups.models.resources import Need, Priority
from tracker.follow_ups.models.saved_view import SavedView, StartView
from tracker.follow_ups.models.snooze import Snooze
from tracker.follow_ups.models.step import Step

__all__ = [
    "Activity", "Allocation", "Answer", "BulkChange", "BulkRow", "FollowUp", "Implementation", "Invitation", "Kind",
    "Need", "OwedBy", "Priority", "ReferenceYear", "SavedView", "Snooze", "StartView", "Step", "Strength",
]  # fmt: skip
