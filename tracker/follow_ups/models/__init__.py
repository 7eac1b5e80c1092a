"""The tables of follow-ups: what was agreed, the numbers people quote, views and changes of many at once."""

from tracker.follow_ups.choices import Kind, OwedBy, Strength
from tracker.follow_ups.models.bulk_change import BulkChange, BulkRow
from tracker.follow_ups.models.closing_rule import ClosingRule
from tracker.follow_ups.models.follow_up import FollowUp
from tracker.follow_ups.models.link import Link, LinkKind
from tracker.follow_ups.models.place_in_lane import PlaceInLane
from tracker.follow_ups.models.reference import ReferenceYear
from tracker.follow_ups.models.saved_view import SavedView, StartView
from tracker.follow_ups.models.snooze import Snooze

__all__ = [
    "BulkChange", "BulkRow", "ClosingRule", "FollowUp", "Kind", "Link", "LinkKind",
    "OwedBy", "PlaceInLane", "ReferenceYear", "SavedView", "Snooze", "StartView", "Strength",
]  # fmt: skip
