"""Logging a meeting with its people and its record in one go, and adding a record to a meeting."""

from typing import Any
from uuid import UUID

from django.db import transaction

from tracker.accounts.classification_field import GENERAL
from tracker.accounts.models import User
from tracker.history.once import once
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant, get_or_add_participants, with_posts
from tracker.records.models import Record, Version


@transaction.atomic
def log_meeting(
    *, by: User, participants: list[Participant], record: dict[str, Any], key: UUID | None = None, **values: Any
) -> Meeting:
    """A new meeting, and its record when `record` holds a text.

    A `key` that this person used before gives the meeting it made then: a double submit is one meeting.
    """
    return once(Meeting, lambda: _log(by, participants, record, key=key, **values), key=key, maker=by, recorder=by)


def _log(by: User, participants: list[Participant], record: dict[str, Any], **values: Any) -> Meeting:
    born = get_or_add_participants(participants, by=by, classification=values.get("classification", GENERAL))
    seated = with_posts(born, values["held_on"])
    meeting = Meeting.log(by=by, participants=seated, **values)
    if record["text"]:
        Record.write(by=by, meeting=meeting, **record)
    return meeting


@transaction.atomic
def add_record(meeting: Meeting, *, by: User, text: str, **values: Any) -> Record:
    """A new record of a meeting. The very text that this person added before, and still sees, is not added twice."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    first = Version.objects.filter(number=1, by=by, text=text).values("record")
    same: Record | None = Record.objects.visible_to(by).filter(meeting=meeting, pk__in=first).first()
    return same or Record.write(by=by, meeting=meeting, text=text, **values)
