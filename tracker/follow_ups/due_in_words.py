"""When a follow-up is due, in words: how late where we are, since when where the partner is."""

from datetime import date

from django.utils.translation import gettext as _

from tracker.follow_ups import conditions
from tracker.follow_ups.models import FollowUp
from tracker.kit import date_formats
from tracker.kit.dates import as_said


def say_due(follow_up: FollowUp, today: date) -> str:
    """What comes first: the due date, the reply or the event. How late it is only where we are late."""
    first = follow_up.first_of_dates
    if first is None:
        return _("no date")
    day = _say_day(first, today, conditions.lateness(follow_up, today))
    if first == follow_up.due_on:
        # A span is said as one until it is late: how far off its last day is would say less.
        is_late = first < today and conditions.lateness(follow_up, today)
        return day if is_late or not follow_up.due_begins else as_said.say_short(follow_up.due)
    return (_("reply %(day)s") if first == follow_up.reply_due_on else _("event %(day)s")) % {"day": day}


def _say_day(day: date, today: date, lateness: str) -> str:
    if lateness == "overdue":
        return date_formats.format_since(day, today)
    past = day < today and not lateness
    return date_formats.format_short_date(day) if past else date_formats.format_due_date(day, today)


def in_full(follow_up: FollowUp, said: str, lateness: str) -> str:
    """The due date itself where it is only said how far off it is: paper is read on another day."""
    due, on = follow_up.due, follow_up.due_on
    if on is None or (due == on and said == date_formats.format_short_date(on)):
        return ""
    day = as_said.say(due)
    return _("%(day)s, overdue from the partner") % {"day": day} if lateness == "overdue" else day


def say_as_due(follow_up: FollowUp, said: str, lateness: str) -> str:
    """What `say_due` said, as a due date where it is an ordinary one: "due 5 Apr"."""
    is_plain = follow_up.due_on and follow_up.due_on == follow_up.first_of_dates and not lateness
    return _("due %(day)s") % {"day": said} if is_plain else said


def to_copy(follow_up: FollowUp, said: str) -> str:
    """What a spreadsheet is given for what `say_due` said: the due date in full, nothing where there is no date."""
    return as_said.say(follow_up.due) or (said if follow_up.first_of_dates else "")


def say_wait(follow_up: FollowUp, today: date) -> str:
    """On whom it waits, and until when; once that day has come, that it is time to ask again."""
    if follow_up.review_on is None or follow_up.waiting_on is None:
        return ""
    due = is_time_to_ask(follow_up, today)
    words = _("ask %(name)s again, since %(day)s") if due else _("waiting on %(name)s until %(day)s")
    return words % {"name": follow_up.waiting_on, "day": date_formats.format_date_as(follow_up.review_on, "j M Y")}


def is_time_to_ask(follow_up: FollowUp, today: date) -> bool:
    return follow_up.review_on is not None and follow_up.review_on <= today
