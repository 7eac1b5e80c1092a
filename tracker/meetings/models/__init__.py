"""Meetings and who took part in them."""

from tracker.meetings.models.meeting import Meeting
from tracker.meetings.models.participation import Participation
from tracker.meetings.models.queries import MeetingQuerySet

__all__ = ["Meeting", "MeetingQuerySet", "Participation"]
