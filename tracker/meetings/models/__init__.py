"""Meetings, who took part in them, and the series in which they repeat."""

from tracker.meetings.models.meeting import Meeting
from tracker.meetings.models.participation import Participation
from tracker.meetings.models.queries import MeetingQuerySet
from tracker.meetings.models.series import Series, SeriesQuerySet
from tracker.meetings.models.series_traces import traces_of_series
from tracker.meetings.models.usual_participant import UsualParticipant

__all__ = [
    "Meeting",
    "MeetingQuerySet",
    "Participation",
    "Series",
    "SeriesQuerySet",
    "UsualParticipant",
    "traces_of_series",
]
