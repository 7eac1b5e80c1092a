"""The record of a meeting, composed of its points: headings, what was said, and a line for each follow-up made there.

It holds nothing that somebody might read in it who does not see it elsewhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tracker.agendas.points.agenda import Agenda, AgendaPoint, Item
from tracker.follow_ups.models import FollowUp
from tracker.kit.date_formats import format_date
from tracker.kit.dates.as_said import say
from tracker.meetings.models import Meeting


@dataclass(slots=True)
class Composed:
    """`places` are where in the text the line of each follow-up stands; `left_out` is how many few may know of."""

    text: str = ""
    places: list[tuple[FollowUp, int, int]] = field(default_factory=list)
    left_out: int = 0

    def write(self, block: str) -> None:
        self.text += f"\n\n{block}" if self.text else block

    def list_follow_ups(self, follow_ups: Iterable[FollowUp]) -> None:
        for number, follow_up in enumerate(follow_ups):
            self.text += "\n- " if number else "\n\n- "
            start = len(self.text)
            self.text += _line(follow_up)
            self.places.append((follow_up, start, len(self.text)))


def compose(agenda: Agenda) -> Composed:
    """Of what was spoken of: points that were not come to are left to the next meeting."""
    made = Composed()
    _head(made, agenda.meeting)
    number = 0
    for each in agenda.points:
        items = [item for item in each.items if item.line.is_discussed]
        told = [item for item in items if is_told(item.follow_up, agenda.meeting)]
        outcomes = [row for row in each.outcomes if is_told(row, agenda.meeting)]
        made.left_out += len(items) - len(told) + len(each.outcomes) - len(outcomes)
        if told or outcomes or each.point.discussed_at:
            number += 1
            made.write(f"## {number}. {each.point}")
            for words in _said(each, told):
                made.write(words)
            made.list_follow_ups(outcomes)
    return made


def is_told(follow_up: FollowUp, meeting: Meeting) -> bool:
    """Whether whoever sees the meeting sees the follow-up, too."""
    return follow_up.closed_by <= meeting.closed_by


def _head(made: Composed, meeting: Meeting) -> None:
    days = " – ".join(format_date(day) for day in dict.fromkeys((meeting.held_on, meeting.last_day)))
    made.write(f"# {meeting.title}")
    made.write(", ".join(filter(None, (days, meeting.place))))


def _said(each: AgendaPoint, told: list[Item]) -> Iterator[str]:
    if each.point.said:
        yield each.point.said
    for item in told:
        row, said = item.follow_up, item.line.appearance.said if item.line.appearance else ""
        standing = {"reference": row.reference, "title": row.title, "status": row.get_status_display()}
        yield "\n".join(filter(None, (_("%(reference)s, %(title)s: %(status)s.") % standing, said)))


def _line(follow_up: FollowUp) -> str:
    """Such as "Send the list – Claire Dubois, 5 June 2018"."""
    owner = str(follow_up.owner) if follow_up.owner else ""
    told = ", ".join(filter(None, (owner, say(follow_up.due) if follow_up.due else "")))
    return f"{follow_up.title} – {told}" if told else follow_up.title
