"""The annual review stands in the calendars of those who come, as it was before its room was known."""

from collections.abc import Iterator

from tracker.background.mail_rows import MailStatus
from tracker.calendar_mails.models import CalendarMail
from tracker.calendar_mails.write_mails import invite
from tracker.demo.house import House
from tracker.demo.series import REVIEW
from tracker.demo.telling import DatedAction
from tracker.meetings.models import Meeting


def calendars(house: House) -> Iterator[DatedAction]:
    yield house.day(-1), lambda: _invite(house)
    yield house.day(-1), lambda: _name_the_room(house)


def _invite(house: House) -> None:
    meeting = _review(house)
    people = meeting.participations.values_list("person", flat=True)
    invite(meeting, [*people], by=house.users["claire"], minutes=120, remember=True)
    # No mail leaves the demo: these went out then.
    CalendarMail.objects.update(status=MailStatus.SENT)


def _name_the_room(house: House) -> None:
    _review(house).change("edited", by=house.users["claire"], place="Justus Lipsius, Brussels")


def _review(house: House) -> Meeting:
    meeting: Meeting = Meeting.objects.filter(title=REVIEW, held_on__gt=house.today).earliest("held_on")
    return meeting
