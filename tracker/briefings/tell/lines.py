"""A line of a briefing note for each noun: what it is, how firm, where it stands, in which words, by when."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.briefings.briefing import Line, names_of
from tracker.briefings.gather.around import Met
from tracker.directory.left import say_person
from tracker.follow_ups import conditions
from tracker.follow_ups.models import FollowUp
from tracker.invitations.event_wording import format_standing
from tracker.kit.date_formats import format_date
from tracker.kit.dates.as_said import say
from tracker.kit.text import shorten
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.needs.coverage import Coverage
from tracker.pledges.models import Pledge

LONGEST_QUOTE = 300


def joined(*words: Any) -> str:
    return " · ".join(str(each) for each in words if each)


def follow_up_line(row: FollowUp, today: date, *more: str, names: Iterable[Any] = ()) -> Line:
    """`more` is said of it besides."""
    quote = row.passage.quote if row.passage else ""
    from_meeting = f"{row.meeting}, {format_date(row.meeting.held_on)}" if row.meeting else ""
    return Line(
        title=row.title,
        reference=row.reference,
        strength=str(row.get_strength_display()),
        said=joined(row.get_status_display(), say_person(row, "owner"), *more, from_meeting),
        quote=_("“%(words)s”") % {"words": shorten(quote, LONGEST_QUOTE)} if quote else "",
        when=_due(row, today),
        mark=conditions.lateness(row, today),
        address=row.get_absolute_url(),
        names=names_of(row, row.meeting, *names),
    )


def _due(row: FollowUp, today: date) -> str:
    """In full: paper is read on another day."""
    first = row.first_of_dates
    if first is None:
        return _("no date")
    if lateness := conditions.lateness(row, today):
        words = _("late since %(day)s") if lateness == "late" else _("since %(day)s")
        return words % {"day": format_date(first)}
    if first == today:
        return _("due today")
    return say(row.due) if first == row.due_on else format_date(first)


def invitation_line(row: FollowUp, today: date) -> Line:
    return follow_up_line(row, today, *([format_standing(row.event)] if row.event else []))


def pending_line(row: FollowUp, bars: list[Coverage], today: date) -> Line:
    pledges = [allocation.pledge for bar in bars for allocation in bar.allocations]
    covered = [bar.words for bar in bars] or [_("needs not yet estimated")]
    return follow_up_line(row, today, *covered, names=pledges)


def ended_line(row: FollowUp) -> Line:
    ended = format_date(row.ended_on) if row.ended_on else ""
    owner, strength = say_person(row, "owner"), str(row.get_strength_display())
    said = joined(row.get_status_display(), owner)
    place = row.get_absolute_url()
    return Line(row.title, row.reference, strength, said, when=ended, address=place, names=names_of(row))


def pledge_line(row: Pledge, today: date) -> Line:
    since = _("since %(day)s") % {"day": format_date(row.stage_since)}
    aged = _("not committed after 90 days") if row.is_ageing(today) else ""
    said = joined(since, row.donor, row.meeting, aged)
    made, place = format_date(row.made_on), row.get_absolute_url()
    title, stage = row.measure, str(row.get_stage_display())
    return Line(title, strength=stage, said=said, when=made, address=place, names=names_of(row, row.meeting))


def agreement_line(row: Mandate, today: date) -> Line:
    ends = format_date(row.valid_until) if row.valid_until else ""
    in_force = row.is_in_force(today)
    strength, mark = (_("in force"), "soon") if in_force else (_("no longer in force"), "")
    when = (_("ends on %(day)s") if in_force else _("ended on %(day)s")) % {"day": ends}
    said = joined(row.get_kind_display(), ", ".join(map(str, row.parties.all())))
    return Line(row.label, "", strength, said, "", when, mark, row.get_absolute_url(), names_of(row))


def meeting_line(row: Meeting, met: Met, theirs: set[int]) -> Line:
    """With whom of theirs, and what came of it."""
    there = ", ".join(each.said for each in row.attended if each.organisation_id in theirs)
    said = joined(row.get_kind_display(), row.place, there, outcome(*met.outcomes.get(row.pk, (0, 0))))
    return Line(
        row.title, said=said, when=format_date(row.held_on), address=row.get_absolute_url(), names=names_of(row)
    )


def outcome(agreed: int, done: int) -> str:
    """Such as "4 follow-ups, 1 done"."""
    if not agreed:
        return _("no follow-ups")
    words = ngettext("%(number)s follow-up", "%(number)s follow-ups", agreed) % {"number": agreed}
    return words + (_(", %(done)s done") % {"done": done} if done else "")
