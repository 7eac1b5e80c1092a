"""What to raise, suggested by rule: each point says why it stands there."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from tracker.briefings.briefing import Point, names_of
from tracker.briefings.gather import owed
from tracker.briefings.gather.gathered import Gathered
from tracker.follow_ups import conditions
from tracker.follow_ups.models import FollowUp
from tracker.invitations.models import Answer
from tracker.kit.date_formats import format_date
from tracker.kit.dates.as_said import say
from tracker.kit.periods import months_after
from tracker.pledges.models import Pledge

MOST_POINTS, MOST_OF_A_RULE = 12, 3
# Without a meeting to prepare, what is due within a month is soon.
MONTHS_AHEAD = 1


def suggested(found: Gathered) -> tuple[Point, ...]:
    """The first few of each rule, in the order of the rules."""
    points = (point for rule in RULES for point in islice(rule(found), MOST_OF_A_RULE))
    return tuple(islice(points, MOST_POINTS))


def _unanswered(found: Gathered) -> Iterator[Point]:
    for row in found.heaps[owed.INVITATIONS].rows:
        if row.event and row.event.answer == Answer.NONE and not conditions.has_passed(row, found.asked.today):
            ask = (
                _("Ask whether they come: %(title)s.")
                if row.event.is_issued
                else _("Answer their invitation: %(title)s.")
            )
            by = row.event.reply_by
            reason = _("to be answered by %(day)s") % {"day": format_date(by)} if by else _("not answered yet")
            yield _of_follow_up("answer", row, ask, reason)


def _late(found: Gathered) -> Iterator[Point]:
    for row in _ours(found):
        if conditions.is_late(row, found.asked.today):
            reason = _with_meeting(_("late since %(day)s") % {"day": _first_day(row)}, row)
            yield _of_follow_up("late", row, _("Say where it stands, and until when: %(title)s."), reason)


def _due_by_then(found: Gathered) -> Iterator[Point]:
    """Decided for this meeting, or promised for a day up to then."""
    asked = found.asked
    last = asked.meeting.last_day if asked.meeting else months_after(asked.today, MONTHS_AHEAD)
    for row in _ours(found):
        first = row.first_of_dates
        if first and asked.today <= first <= last:
            is_for_it = asked.meeting is not None and first >= asked.meeting.held_on
            words = _("promised for this meeting") if is_for_it else _("promised by %(day)s")
            said = say(row.due) if first == row.due_on else format_date(first)
            yield _of_follow_up("due", row, _("Bring it, or say when: %(title)s."), words % {"day": said})


def _overdue(found: Gathered) -> Iterator[Point]:
    for row in found.heaps[owed.THEIRS].rows:
        if conditions.is_overdue_from_partner(row, found.asked.today):
            reason = _with_meeting(_("they owe it since %(day)s") % {"day": _first_day(row)}, row)
            yield _of_follow_up("overdue", row, _("Ask for it: %(title)s."), reason)


def _to_tell(found: Gathered) -> Iterator[Point]:
    for row in found.ended.rows:
        said = {"status": str(row.get_status_display()).lower(), "day": format_date(row.ended_on)}
        reason = _("%(status)s on %(day)s, since we last met") if found.met.last else _("%(status)s on %(day)s")
        yield _of_follow_up("told", row, _("Tell them what became of it: %(title)s."), reason % said)


def _resourced(found: Gathered) -> Iterator[Point]:
    """What waits for resources, once something was pledged for it since."""
    for row in found.heaps[owed.PENDING].rows:
        pledges = [each.pledge for bar in found.bars.get(row.pk, []) for each in bar.allocations]
        if new := next((pledge for pledge in pledges if pledge.stage_since >= found.since), None):
            said = {"pledge": new, "stage": str(new.get_stage_display()).lower(), "day": format_date(new.stage_since)}
            reason = _("%(pledge)s: %(stage)s since %(day)s") % said
            yield _of_follow_up("resourced", row, _("Say what is still missing for it: %(title)s."), reason, new)


def _soft(found: Gathered) -> Iterator[Point]:
    for row in found.pledges.rows:
        if row.is_ageing(found.asked.today):
            said = {"stage": str(row.get_stage_display()).lower(), "day": format_date(row.made_on)}
            words = _("Ask whether it stands: %(pledge)s.") % {"pledge": row.measure}
            yield Point(f"soft-{row.pk}", words, _("%(stage)s on %(day)s, and no more since") % said, _names(row))


def _ending(found: Gathered) -> Iterator[Point]:
    for row in found.agreements.rows:
        in_force, said = row.is_in_force(found.asked.today), {"day": format_date(row.valid_until)}
        words = _("Agree whether it goes on: %(agreement)s.") % {"agreement": row}
        reason = (_("ends on %(day)s") if in_force else _("ended on %(day)s")) % said
        yield Point(f"ends-{row.pk}", words, reason, names_of(row))


RULES: tuple[Callable[[Gathered], Iterator[Point]], ...] = (
    _unanswered, _late, _due_by_then, _overdue, _to_tell, _resourced, _soft, _ending,
)  # fmt: skip


def _ours(found: Gathered) -> list[Any]:
    return found.heaps[owed.OURS].rows


def _of_follow_up(rule: str, row: FollowUp, words: str, reason: str, *others: Any) -> Point:
    return Point(f"{rule}-{row.pk}", words % {"title": row.title.rstrip(".")}, reason, names_of(row, *others))


def _names(row: Pledge) -> Any:
    return names_of(row, row.meeting)


def _first_day(row: FollowUp) -> str:
    return format_date(row.first_of_dates) if row.first_of_dates else ""


def _with_meeting(reason: str, row: FollowUp) -> str:
    if not row.meeting:
        return reason
    said = {"reason": reason, "day": format_date(row.meeting.held_on)}
    return _("%(reason)s; agreed on %(day)s") % said
