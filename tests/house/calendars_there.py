"""What calendars have of the meetings of the house of these tests."""

from django.utils import timezone

from tracker.accounts.models import User
from tracker.background.mail_rows import MailStatus
from tracker.calendar_mails.models import CalendarMail, CalendarWish
from tracker.directory.models import Person
from tracker.meetings.models import Meeting


def in_calendars(meeting: Meeting, person: Person, *, by: User) -> None:
    """Of somebody who does not come to it any more, and the wish of whoever invited them."""
    CalendarMail.objects.create(
        meeting=meeting, person=person, address="gilles@eu.example", method="REQUEST", sequence=1, told="before",
        organiser=by.email, organiser_name=by.name, by=by, status=MailStatus.SENT, at=timezone.now(),
    )  # fmt: skip
    CalendarWish.objects.create(person=Person.objects.get(account=by), wants=True, by=by)
