"""The mail to an owner who has no account: what is theirs, and the links by which they answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from email.headerregistry import Address
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.directory.models import Person
from tracker.follow_ups.due_in_words import say_due
from tracker.follow_ups.models import FollowUp
from tracker.mail_answers.links import NewLinks
from tracker.mail_answers.models import Deed
from tracker.notifications.letter.letter import domain, list_headers
from tracker.notifications.letter.lines import LONGEST_TITLE, MOST_LINES
from tracker.owner_mails.leave_links import address_of
from tracker.owner_mails.models import OwnerMail, OwnerReason

# What a line offers beside its title, which leads to all five.
OFFERED = {
    OwnerReason.LATE: (Deed.DONE, Deed.DATE, Deed.HELP),
    OwnerReason.DUE: (Deed.DONE, Deed.DATE),
    OwnerReason.NEW: (Deed.IN_PROGRESS, Deed.NOTE),
}


@dataclass(frozen=True, slots=True)
class OwnerSection:
    reason: OwnerReason
    lines: list[dict[str, Any]]
    more: int

    @property
    def label(self) -> str:
        return str(self.reason.label)

    @property
    def count(self) -> int:
        return len(self.lines) + self.more


def letter(mail: OwnerMail, lines: Iterable[tuple[OwnerReason, FollowUp]]) -> EmailMultiAlternatives:
    """In the language of the house. Its subject names nothing and nobody."""
    person, links, leave = mail.person, NewLinks(mail.person), address_of(mail.person)
    with translation.override(settings.LANGUAGE_CODE):
        sections = _sections(list(lines), links)
        title = _title(sum(section.count for section in sections))
        words = {
            "person": person, "day": mail.day, "title": title, "sections": sections, "leave": leave,
            "language": settings.LANGUAGE_CODE,
        }  # fmt: skip
        plain = render_to_string("owner_mails/email/owed.txt", words).strip()
        message = EmailMultiAlternatives(f"Suivi: {title}", plain + "\n", None, [_addressed(person)])
        message.attach_alternative(render_to_string("owner_mails/email/owed.html", words), "text/html")
    links.keep()
    root = f"<owed.{person.pk}@{domain()}>"
    thread = {"In-Reply-To": root, "References": root, "Auto-Submitted": "auto-generated"}
    message.extra_headers = {**thread, **list_headers(leave)}
    return message


def _title(number: int) -> str:
    return ngettext("%(number)d matter is yours", "%(number)d matters are yours", number) % {"number": number}


def _addressed(person: Person) -> str:
    local, _at, host = person.email.rpartition("@")
    return str(Address(person.name, local, host)) if person.email.isascii() else person.email


def _sections(lines: list[tuple[OwnerReason, FollowUp]], links: NewLinks) -> list[OwnerSection]:
    found = {reason: [row for why, row in lines if why == reason] for reason in OwnerReason}
    return [
        OwnerSection(reason, [_line(reason, row, links) for row in rows[:MOST_LINES]], max(len(rows) - MOST_LINES, 0))
        for reason, rows in found.items()
        if rows
    ]


def _line(reason: OwnerReason, row: FollowUp, links: NewLinks) -> dict[str, Any]:
    today = timezone.localdate()
    due = why = say_due(row, today)
    if row.meeting:
        why = _("%(due)s. Agreed in %(meeting)s") % {"due": due, "meeting": row.meeting}
    late = capfirst(due) if reason == OwnerReason.LATE else ""
    return {
        "title": Truncator(row.title).chars(LONGEST_TITLE),
        "why": capfirst(why),
        "late": late,
        "rest": capfirst(why).removeprefix(late),
        "address": links.address(row),
        "deeds": [{"label": deed.label, "address": links.address(row, deed)} for deed in OFFERED[reason]],
    }
