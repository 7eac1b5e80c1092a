"""What the pages of mailed reports show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.background.mail_rows import MailStatus
from tracker.directory.left import mark_leavers
from tracker.directory.models import Person
from tracker.directory.people.mail_address import address_of
from tracker.reports.mailing_sheet import NothingToSendError, facts_of
from tracker.reports.models import Delivery, Mailing, with_last

MOST_LISTED, MOST_LOGGED = 500, 200


@dataclass(frozen=True, slots=True)
class MailingRow:
    """A mailing in the list. `next` is None while nothing is sent."""

    mailing: Any
    recipients: int
    next: datetime | None
    last: str

    @property
    def went_wrong(self) -> bool:
        return self.mailing.last_status in (MailStatus.NOT_SENT, MailStatus.UNSURE)


def lines(user: User, now: datetime) -> list[MailingRow]:
    rows: Any = with_last(Mailing.objects.visible_to(user)).select_related("made_by").prefetch_related("people")
    return [
        MailingRow(
            each,
            len(each.people.all()) + len(each.addresses.split()),
            next_of(each, now),
            str(MailStatus(each.last_status).label) if each.last_status else "",
        )
        for each in rows[:MOST_LISTED]
    ]


def next_of(mailing: Mailing, now: datetime) -> datetime | None:
    return None if mailing.paused_at or not permissions.may_see_reports(mailing.made_by) else mailing.next_slot(now)


class Page:
    """One mailing: what it asks for in words, who gets it, and its log."""

    def __init__(self, mailing: Mailing, user: User, now: datetime) -> None:
        self.mailing, self.next = mailing, next_of(mailing, now)
        people = list(mailing.people.select_related("account"))
        self.people: list[tuple[Person, str]] = [(person, address_of(person)) for person in people]
        self.addresses = mailing.addresses.split()
        self.is_own = mailing.made_by_id == user.pk
        self.may_stop = permissions.may_stop_mailing(user, mailing)
        self.has_right = permissions.may_see_reports(mailing.made_by)
        self.log: list[Delivery] = list(mailing.deliveries.select_related("person")[:MOST_LOGGED])
        mark_leavers([*people, *(mail.person for mail in self.log)])
        self.facts, self.trouble = self._facts(timezone.localdate(now))

    def _facts(self, today: date) -> tuple[Sequence[str], str]:
        try:
            return facts_of(self.mailing, today), ""
        except NothingToSendError as nothing:
            return [], str(nothing.why.label)
