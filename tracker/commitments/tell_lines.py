"""A line of a list of commitments: in which words, who owes it, by when as said, by what means, how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tracker.commitments.commitments import Line
from tracker.directory.left import say_person
from tracker.follow_ups import conditions
from tracker.follow_ups.choices import OwedBy, Strength
from tracker.follow_ups.due_in_words import say_wait
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.kit.date_formats import format_date
from tracker.kit.dates.as_said import DateAsSaid
from tracker.kit.text import shorten
from tracker.needs.coverage import Coverage

LONGEST_QUOTE = 1_000


@dataclass(frozen=True, slots=True)
class Teller:
    """`names_people`: whoever is in charge is named, not only what they work for. `is_public`: strangers read it."""

    today: date
    names_people: bool = True
    is_public: bool = False

    def line(self, row: FollowUp, bars: Sequence[Coverage]) -> Line:
        said, day = said_and_day(row)
        return Line(
            reference=row.reference,
            title=row.title,
            strength="" if row.strength == Strength.AGREED else str(row.get_strength_display()),
            quote=_("“%(words)s”") % {"words": shorten(words, LONGEST_QUOTE)} if (words := self.quote(row)) else "",
            who=self.who(row),
            to_whom=to_whom(row),
            said=_("“%(words)s”") % {"words": said} if said else "",
            day=day,
            means=means(row, bars),
            state=state(row, self.today),
            look=conditions.lateness(row, self.today) or row.status,
            address="" if self.is_public else row.get_absolute_url(),
            is_restricted=row.is_restricted,
        )

    def quote(self, row: FollowUp) -> str:
        """The words that it comes from. Those that the record holds no more are not given to strangers."""
        passage = row.passage
        if passage is None or (self.is_public and passage.removed_in_id):
            return ""
        return " ".join(passage.quote.split())

    def who(self, row: FollowUp) -> str:
        if row.owed_by == OwedBy.PARTNER:
            return str(row.partner or row.get_owed_by_display())
        person = say_person(row, "owner") if self.names_people else ""
        return ", ".join(str(each) for each in (person, row.unit) if each) or str(row.get_owed_by_display())


def to_whom(row: FollowUp) -> str:
    if row.owed_by == OwedBy.PARTNER:
        return _("they owe us")
    return _("to %(name)s") % {"name": row.partner} if row.partner else ""


def said_and_day(row: FollowUp) -> tuple[str, str]:
    """The words about its due date, where it was said in any; and the day or the days, that of an event included."""
    due, further, event = row.due, [], row.event.said if row.event else None
    if row.due_on and row.first_due_on and row.first_due_on != row.due_on:
        further.append(_("at first %(day)s") % {"day": format_date(row.first_due_on)})
    if row.reply_due_on:
        further.append(_("reply by %(day)s") % {"day": format_date(row.reply_due_on)})
    if event:
        further.append(_("event %(days)s") % {"days": event.days})
    elif row.event_on:
        further.append(_("event %(days)s") % {"days": format_date(row.event_on)})
    words, days = (due.words, due.days) if isinstance(due, DateAsSaid) else ("", format_date(due) if due else "")
    return words or (event.words if event else ""), "; ".join(filter(None, [days, *further])) or _("no date")


def means(row: FollowUp, bars: Sequence[Coverage]) -> str:
    """What it needs and what pledges cover of that."""
    if not bars and row.status == Status.PENDING:
        return _("needs not yet estimated")
    return "; ".join(bar.words for bar in bars)


def state(row: FollowUp, today: date) -> str:
    """Such as "In progress, late since 1 June 2018", "Done on 3 June 2018"."""
    status, first = Status(row.status).label, row.first_of_dates
    lateness = conditions.lateness(row, today)
    if lateness and first:
        words = _("%(status)s, late since %(day)s") if lateness == "late" else _("%(status)s, overdue since %(day)s")
        return words % {"status": status, "day": format_date(first)}
    if row.status == Status.WAITING and (wait := say_wait(row, today)):
        return wait[:1].upper() + wait[1:]
    if row.ended_before:
        return _("%(status)s before %(day)s") % {"status": status, "day": format_date(row.ended_before)}
    if row.ended_on:
        return _("%(status)s on %(day)s") % {"status": status, "day": format_date(row.ended_on)}
    return str(status)
