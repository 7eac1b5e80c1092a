"""Who has a meeting in their calendar, who might, and what they are still to be told."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from tracker.accounts.models import User
from tracker.calendar_mails.meeting_times import told_of
from tracker.calendar_mails.models import CalendarMail, CalendarWish
from tracker.directory.models import Person
from tracker.directory.people.mail_address import address_of
from tracker.meetings.models import Meeting, Participation


@dataclass(frozen=True, slots=True)
class Seat:
    """`why_not` keeps a mail from them: "no_email", "restricted", or nothing. `mail` is what their calendar has."""

    person: Person
    participation: Participation | None
    address: str
    why_not: str
    mail: CalendarMail | None
    is_outdated: bool

    @property
    def pk(self) -> int:
        return self.person.pk

    @property
    def is_invited(self) -> bool:
        return self.mail is not None and self.mail.is_invitation


class Seats:
    """Of one meeting, for one who may send."""

    def __init__(self, meeting: Meeting, user: User) -> None:
        self.meeting, self.user = meeting, user

    @cached_property
    def mails(self) -> list[CalendarMail]:
        """All that was ever written of it, in order."""
        return list(CalendarMail.objects.visible_to(self.user).with_names().filter(meeting=self.meeting))

    @cached_property
    def all(self) -> list[Seat]:
        """Participants in the order of the meeting; then those who are none any more."""
        rows = self.meeting.participations.with_names().select_related("person__account", "organisation")
        there = {row.person_id: row for row in rows}
        people = {row.person_id: row.person for row in rows}
        people |= {mail.person_id: mail.person for mail in self.mails if mail.person_id not in people}
        return [self._seat(person, there.get(key)) for key, person in people.items()]

    def _seat(self, person: Person, participation: Participation | None) -> Seat:
        known = [mail for mail in self.mails if mail.person_id == person.pk and mail.status in CalendarMail.THERE]
        mail = known[-1] if known else None
        address = address_of(person)
        # Who left the meeting is told where they were told before.
        address = mail.address if mail and participation is None else address
        why_not = "no_email" if not address else "" if may_be_told(self.meeting, person) else "restricted"
        is_outdated = mail is not None and mail.told != told_of(self.meeting)
        return Seat(person, participation, address, why_not, mail, is_outdated)

    @property
    def takes_place(self) -> bool:
        return self.meeting.is_in_place and self.is_to_come

    @property
    def is_to_come(self) -> bool:
        return self.meeting.last_day >= timezone.localdate()

    @property
    def open(self) -> list[Seat]:
        """Whom an invitation may go to."""
        return [seat for seat in self._told if seat.participation and not seat.is_invited] if self.takes_place else []

    @property
    def invited(self) -> list[Seat]:
        return [seat for seat in self.all if seat.is_invited]

    @property
    def left_out(self) -> list[Seat]:
        return [seat for seat in self.all if seat.why_not]

    @property
    def outdated(self) -> list[Seat]:
        """Whose calendar has it otherwise than it is now."""
        return [seat for seat in self._told if self._stays(seat) and seat.is_outdated] if self.is_to_come else []

    @property
    def to_cancel(self) -> list[Seat]:
        """Whose calendar has what does not take place, or not with them."""
        return [seat for seat in self._told if seat.is_invited and not self._stays(seat)] if self.is_to_come else []

    @property
    def failed(self) -> list[CalendarMail]:
        """The last mail to each that did not reach them, unless a later one did."""
        last = {mail.person_id: mail for mail in self.mails}
        return [mail for mail in last.values() if mail.status not in CalendarMail.THERE]

    @property
    def _told(self) -> list[Seat]:
        return [seat for seat in self.all if not seat.why_not]

    def _stays(self, seat: Seat) -> bool:
        return seat.is_invited and seat.participation is not None and self.meeting.is_in_place

    def wishes(self) -> dict[int, bool]:
        found: dict[int, bool] = CalendarWish.objects.newest([seat.pk for seat in self.all])
        return found


def may_be_told(meeting: Any, person: Person) -> bool:
    """What is restricted goes to nobody but those who see it when they sign in."""
    if not meeting.is_restricted:
        return True
    account = person.account
    if account is None or not account.is_active:
        return False
    seen = Meeting.objects.visible_to(account), Meeting.objects.removed_for(account)
    return any(rows.filter(pk=meeting.pk).exists() for rows in seen)
