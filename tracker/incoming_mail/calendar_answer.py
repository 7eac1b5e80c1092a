"""What a calendar answers to an invitation of ours: taken where it comes from whom we invited."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from icalendar import Calendar

from tracker.calendar_mails.models import CalendarMail
from tracker.incoming_mail.letter.authentication import is_believed
from tracker.incoming_mail.letter.letter import Letter

OURS = "@suivi"
SAID = {CalendarMail.Answer.ACCEPTED, CalendarMail.Answer.TENTATIVE, CalendarMail.Answer.DECLINED}


@dataclass(frozen=True, slots=True)
class AnsweredInvitation:
    """The last that was sent to whoever answers, and one of `CalendarMail.Answer`."""

    mail: CalendarMail
    answer: str

    def note(self, at: datetime) -> None:
        self.mail.note_answer(self.answer, at=at)


def answered_invitation(letter: Letter) -> AnsweredInvitation | None:
    """None where it answers none of ours, or may have been written by anybody."""
    if not letter.calendar_answer or not is_believed(letter.server_said, settings.MAIL_IN_SERVER, letter.sender):
        return None
    for meeting, answer in _answers(letter.calendar_answer, letter.sender):
        sent = CalendarMail.objects.there().filter(meeting__uid=meeting, address__iexact=letter.sender)
        last = sent.order_by("id").last()
        if last and last.is_invitation:
            return AnsweredInvitation(last, answer)
    return None


def _answers(text: str, sender: str) -> Iterator[tuple[UUID, str]]:
    """By meeting what the sender answers, who answers for nobody else."""
    try:
        calendar = Calendar.from_ical(text)
    except ValueError:
        return
    for event in calendar.walk("VEVENT"):
        uid = str(event.get("UID", ""))
        given = event.get("ATTENDEE", [])
        for attendee in given if isinstance(given, list) else [given]:
            answer = str(attendee.params.get("PARTSTAT", "")).upper()
            is_theirs = str(attendee).lower().removeprefix("mailto:") == sender
            if is_theirs and answer in SAID and uid.endswith(OURS):
                try:
                    yield UUID(uid.removesuffix(OURS)), answer
                except ValueError:
                    continue
