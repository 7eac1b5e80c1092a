"""When the meeting to come is that words name: "at the next Council", said at a meeting or about it."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django.core.exceptions import ValidationError

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.kit.date_as_said_field import DateAsSaidField
from tracker.kit.dates.calendar_spans import Span
from tracker.kit.dates.next_meeting import NextMeeting
from tracker.kit.names.find_by_name import called
from tracker.kit.text import fold
from tracker.meetings.models import Meeting, MeetingQuerySet

# So many meetings of one name are looked at.
MOST = 50


def count_from_meeting(field: DateAsSaidField, meeting: Meeting | None, by: User, *, is_moved: bool = False) -> None:
    """What is typed counts from that meeting, and the next one is among those that `by` may see."""
    day, key = (meeting.last_day, meeting.pk) if meeting else (None, None)
    field.count_from(day, is_moved=is_moved, meeting=key)
    field.next_meeting = next_meeting(by, lambda: meeting)


def count_from_named_meeting(
    field: DateAsSaidField, name: str, meeting: Callable[[], Meeting | None], by: User
) -> None:
    """The same, of the meeting that is named in the form's field `name`."""

    def day() -> date | None:
        named = meeting()
        return named.last_day if named else None

    field.count_from_field(name, day)
    field.next_meeting = next_meeting(by, meeting)


def next_meeting(by: User, meeting: Callable[[], Meeting | None]) -> NextMeeting:
    return partial(_next, by, meeting)


def _next(by: User, meeting: Callable[[], Meeting | None], name: str, after: date) -> Span | None:
    """The days of the first meeting so called; None when several are that are not of one title."""
    to_come = Meeting.objects.visible_to(by).in_place().filter(held_on__gt=after).order_by("held_on", "id")
    found = list((_called(to_come, name, by) if name else _of_series(to_come, meeting()))[:MOST])
    first = [each for each in found if each.held_on == found[0].held_on]
    is_one = len(first) == 1 and len({fold(each.title) for each in found}) == 1
    return Span(first[0].held_on, first[0].last_day) if is_one else None


def _called(rows: MeetingQuerySet, name: str, by: User) -> MeetingQuerySet:
    """Whose title holds the words; without one, with whom they name."""
    titled = rows.search(name)
    if titled.exists():
        return titled
    try:
        partner = called(list(Organisation.objects.visible_to(by).find(name)[:MOST]), name)
    except ValidationError:
        partner = None
    return rows.with_partner(partner) if partner else rows.none()


def _of_series(rows: MeetingQuerySet, meeting: Meeting | None) -> MeetingQuerySet:
    """Of the same title as the meeting; without one, with its only partner."""
    if meeting is None:
        return rows.none()
    titled = rows.filter(title__iexact=meeting.title)
    if titled.exists():
        return titled
    partner = meeting.only_partner
    return rows.with_partner(partner) if partner else rows.none()
