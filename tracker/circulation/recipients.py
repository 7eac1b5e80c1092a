"""To whom a record goes: those present with an e-mail who may see it; of the others it is said why not."""

from dataclasses import dataclass

from tracker.accounts.permissions import anybody
from tracker.circulation.models import Copy
from tracker.directory.models import Person
from tracker.directory.people.mail_address import address_of
from tracker.meetings.models import Participation
from tracker.records.models import Record


@dataclass(frozen=True, slots=True)
class Recipient:
    """`why_not` is what keeps it from them: "no_email", "restricted", or nothing."""

    participation: Participation
    address: str
    why_not: str
    copy: Copy | None

    @property
    def person(self) -> Person:
        return self.participation.person


def recipients_of(record: Record) -> list[Recipient]:
    """Who was present, in the order of the meeting, with the copy that they have of this round."""
    there = record.meeting.participations.with_names().select_related("person__account", "organisation")
    had = {copy.person_id: copy for copy in Copy.objects.of_round(record)}
    return [_recipient(record, each, had.get(each.person_id)) for each in there if not each.is_absent]


def _recipient(record: Record, participation: Participation, copy: Copy | None) -> Recipient:
    person, address = participation.person, address_of(participation.person)
    sees = may_be_sent(record, person)
    return Recipient(participation, address, "" if address and sees else "restricted" if address else "no_email", copy)


def may_be_sent(record: Record, person: Person) -> bool:
    """What is restricted goes to nobody but those who see it when they sign in."""
    account = person.account
    reader = account if account and account.is_active else anybody()
    return not record.is_restricted or Record.objects.visible_to(reader).filter(pk=record.pk).exists()
