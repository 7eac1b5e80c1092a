"""The lines of a mail in words: what each is about, why it is there, and what can be done about it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.models import User
from tracker.follow_ups.due_in_words import say_due
from tracker.mail_answers.links import NewLinks
from tracker.mail_answers.models import Deed as Answer
from tracker.notes.reply_address import reply_address
from tracker.notifications.escalation.in_words import WARNED, warnings
from tracker.notifications.letter.causes import CAUSES, causes_of
from tracker.notifications.letter.why_in_words import say_why
from tracker.notifications.models import Notification
from tracker.notifications.reasons import Reason

# So many stand in a section of a mail, which stays below 60 KB by it; a title is cut after so many letters.
MOST_LINES, LONGEST_TITLE = 8, 160


@dataclass(frozen=True, slots=True)
class Deed:
    """A button: it leads to the form of what is answered from the mail, or into Suivi for whoever signs in there."""

    label: Any
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """`is_late` marks what is past its day; `warning` says where it goes if there is no word of it."""

    notification: Notification
    title: str
    why: str
    is_late: bool
    address: str
    deeds: list[Deed]
    warning: str = ""
    # With what `why` begins where that is how late it is.
    late: str = ""
    # Where an answer becomes a note; empty where the house reads no mail.
    reply: str = ""

    @property
    def rest(self) -> str:
        return self.why.removeprefix(self.late)


@dataclass(slots=True)
class Section:
    reason: Reason
    lines: list[Line] = field(default_factory=list)
    more: int = 0

    @property
    def label(self) -> str:
        return str(self.reason.label)

    @property
    def count(self) -> int:
        return len(self.lines) + self.more


# The page in Suivi on which each is done, and which answer from a mail does the same.
DONE = ("follow_ups:move", ("done",), Answer.DONE)
BEGIN = ("follow_ups:move", ("in_progress",), Answer.IN_PROGRESS)
NEW_DATE = ("follow_ups:due", (), Answer.DATE)
NOTE = ("notes:new", (), Answer.NOTE)
DROP = ("follow_ups:move", ("dropped",), "")
# By reason what is mostly done then, in words.
DEEDS: dict[str, list[tuple[Any, tuple[str, tuple[str, ...], str]]]] = {
    Reason.LATE: [(gettext_lazy("Done"), DONE), (gettext_lazy("New date"), NEW_DATE)],
    Reason.NEW: [(gettext_lazy("Begin"), BEGIN)],
    Reason.OWED: [(gettext_lazy("Received"), DONE), (gettext_lazy("Note"), NOTE)],
    Reason.WAITING: [(gettext_lazy("Done"), DONE), (gettext_lazy("Note"), NOTE)],
    Reason.QUIET: [(gettext_lazy("Note"), NOTE), (gettext_lazy("Drop"), DROP)],
}
# Where nothing is answered without signing in.
NO_LINKS = NewLinks(None)


def sections_of(
    rows: Iterable[Notification], user: User, today: date, *, most: int = MOST_LINES, links: NewLinks = NO_LINKS
) -> list[Section]:
    """In the order of their reasons. What was withheld from this person is in none; `links` are those of a mail."""
    told = list(rows)
    causes = causes_of(told, user)
    found: dict[str, list[Notification]] = defaultdict(list)
    for row in told:
        if row.reason not in CAUSES or row.cause in causes[row.reason]:
            found[row.reason].append(row)
    # What is late or due today is said there: that it is new as well adds nothing to it.
    warned = warnings([row for reason in WARNED for row in found[reason][:most]], user, today)
    pressing = {row.follow_up_id for row in found[Reason.LATE]}
    found[Reason.NEW] = [row for row in found[Reason.NEW] if row.follow_up_id not in pressing]
    return [
        Section(
            reason,
            [
                line_of(row, user, causes[reason].get(row.cause), today, links, warned.get(row.pk, ""))
                for row in found[reason][:most]
            ],
            max(len(found[reason]) - most, 0),
        )
        for reason in Reason
        if found[reason]
    ]


def line_of(
    row: Notification, user: User, cause: Any, today: date, links: NewLinks = NO_LINKS, warning: str = ""
) -> Line:
    """A restricted matter is told of by its reference alone: a mail lies where others may read it."""
    follow_up, site = row.follow_up, settings.SITE_ADDRESS
    here = links.address(follow_up) or f"{site}{follow_up.get_absolute_url()}"
    title = Truncator(follow_up.title).chars(LONGEST_TITLE)
    if follow_up.is_restricted:
        title = _("%(reference)s, a restricted matter") % {"reference": follow_up.reference}
    why = "" if follow_up.is_restricted else say_why(row.reason, follow_up, cause, today)
    is_late = row.reason == Reason.LATE and (follow_up.first_of_dates or today) < today
    late = capfirst(say_due(follow_up, today)) if is_late and why else ""
    return Line(
        row,
        title,
        capfirst(why),
        is_late,
        here,
        [*_deeds(row, cause, links)],
        warning,
        late,
        reply_address(follow_up, user),
    )


def _deeds(row: Notification, cause: Any, links: NewLinks) -> Iterable[Deed]:
    site, follow_up = settings.SITE_ADDRESS, row.follow_up
    for label, (name, further, answer) in DEEDS.get(row.reason, ()):
        by_mail = links.address(follow_up, answer) if answer else ""
        yield Deed(label, by_mail or f"{site}{reverse(name, args=[follow_up.pk, *further])}")
    if row.reason == Reason.CONFIRM and follow_up.is_to_confirm:
        yield Deed(_("Confirm"), f"{site}{reverse('follow_ups:confirm', args=[follow_up.pk])}")
    elif row.reason == Reason.REQUEST:
        yield Deed(_("Grant"), f"{site}{reverse('change_requests:grant', args=[row.cause])}")
        yield Deed(_("Refuse"), f"{site}{reverse('change_requests:refuse', args=[row.cause])}")
    elif row.reason == Reason.CARRIED and cause:
        yield Deed(_("Agenda"), f"{site}{reverse('agendas:agenda', args=[cause.meeting_id])}")
    elif row.reason == Reason.RETURNED and follow_up.owner:
        yield Deed(_("Open the page of the owner"), f"{site}{follow_up.owner.get_absolute_url()}")
    elif row.reason not in DEEDS:
        yield Deed(_("Open in Suivi"), f"{site}{follow_up.get_absolute_url()}")
