"""The answer of a calendar to an invitation of ours."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import override_settings

from tests.incoming_mail.mails import ADDRESS, SERVER, mail_of
from tracker.accounts.models import User
from tracker.calendar_mails.models import CalendarMail
from tracker.calendar_mails.write_mails import cancel, invite
from tracker.directory.models import Person
from tracker.incoming_mail.models import IncomingMail, State, Why
from tracker.incoming_mail.take_mail import take_mail
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant

pytestmark = pytest.mark.usefixtures("db")
GILLES = "gilles@eu.example"
Answer = CalendarMail.Answer


@pytest.fixture(autouse=True)
def house() -> Any:
    with override_settings(MAIL_IN_SERVER=SERVER, MAIL_IN_ADDRESS=ADDRESS):
        yield


@pytest.fixture
def meeting(claire: User, coordinator: Person, today: date) -> Meeting:
    coordinator.change("edited", by=None, email=GILLES)
    return Meeting.log(
        by=claire, title="Round on heritage", held_on=today + timedelta(days=30), starts_at=time(10),
        zone="Europe/Brussels", participants=[Participant(coordinator)],
    )  # fmt: skip


@pytest.fixture
def invited(meeting: Meeting, coordinator: Person, claire: User) -> CalendarMail:
    [mail] = invite(meeting, [coordinator.pk], by=claire, minutes=60)
    return mail


def answer(said: str, uid: str, by: str = GILLES, sender: str = GILLES, **headers: str) -> IncomingMail:
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mail//EN", "METHOD:REPLY", "BEGIN:VEVENT", f"UID:{uid}",
        "DTSTAMP:20261129T100000Z", f"ATTENDEE;PARTSTAT={said}:mailto:{by}", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    mail = mail_of(sender, "Accepted.", **headers)
    mail.add_alternative("\r\n".join(lines), subtype="calendar", params={"method": "REPLY"})
    return take_mail(mail.as_bytes())


def test_the_house_that_reads_its_mail_is_where_calendars_answer_to(invited: CalendarMail, claire: User) -> None:
    assert (invited.organiser, invited.organiser_name) == (ADDRESS, claire.name)


@pytest.mark.parametrize("said", [Answer.ACCEPTED, Answer.TENTATIVE, Answer.DECLINED])
def test_what_somebody_answers_is_noted_beside_them(said: str, invited: CalendarMail) -> None:
    mail = answer(said, invited.uid, by=GILLES.upper())
    invited.refresh_from_db()
    assert (mail.state, mail.why, invited.answer, invited.answered_at is None) == (State.TAKEN, "", said, False)


def test_the_last_answer_to_the_last_invitation_counts(invited: CalendarMail) -> None:
    answer("ACCEPTED", invited.uid, date="Sun, 29 Nov 2026 10:00:00 +0000")
    answer("DECLINED", invited.uid, date="Sun, 29 Nov 2026 09:00:00 +0000")
    invited.refresh_from_db()
    assert invited.answer == Answer.ACCEPTED


@pytest.mark.parametrize(
    ("by", "sender", "headers"),
    [
        ("somebody@eu.example", GILLES, {}),
        (GILLES, "somebody@eu.example", {}),
        (GILLES, GILLES, {"authentication_results": f"{SERVER}; dmarc=fail header.from=eu.example"}),
        (GILLES, GILLES, {"authentication_results": ""}),
    ],
)
def test_nobody_answers_for_somebody_else(by: str, sender: str, headers: dict[str, str], invited: CalendarMail) -> None:
    mail = answer("ACCEPTED", invited.uid, by, sender, **headers)
    invited.refresh_from_db()
    assert (mail.state, mail.why, invited.answer) == (State.IGNORED, Why.CALENDAR, Answer.NONE)


@pytest.mark.parametrize("uid", ["", "x@suivi", "12@other.example", "2a0e3f1e-6a0f-4f6e-9f2d-0d7f3c1a2b3c@suivi"])
def test_what_is_no_invitation_of_ours_is_left_aside(uid: str, invited: CalendarMail) -> None:
    assert answer("ACCEPTED", uid).why == Why.CALENDAR


def test_what_was_called_off_takes_no_answer(invited: CalendarMail, meeting: Meeting, claire: User) -> None:
    meeting.remove(by=claire)
    [called_off] = cancel(meeting, by=claire)
    assert answer("ACCEPTED", invited.uid).why == Why.CALENDAR
    called_off.refresh_from_db()
    assert called_off.answer == Answer.NONE


def test_what_only_looks_like_a_calendar_is_left_aside(invited: CalendarMail) -> None:
    mail = mail_of(GILLES)
    mail.add_alternative("BEGIN:VCALENDAR\r\nBEGIN:", subtype="calendar", params={"method": "REPLY"})
    assert take_mail(mail.as_bytes()).why == Why.CALENDAR


@pytest.mark.parametrize("given", [(), (f"ATTENDEE:mailto:{GILLES}",), ("ATTENDEE;PARTSTAT=ACCEPTED:",)])
def test_an_answer_of_which_a_part_is_missing_is_left_aside(given: tuple[str, ...], invited: CalendarMail) -> None:
    event = ("BEGIN:VEVENT", f"UID:{invited.uid}", "DTSTAMP:20261129T100000Z", *given, "END:VEVENT")
    mail = mail_of(GILLES)
    calendar = "\r\n".join(("BEGIN:VCALENDAR", "METHOD:REPLY", *event, "END:VCALENDAR", ""))
    mail.add_alternative(calendar, subtype="calendar", params={"method": "REPLY"})
    assert take_mail(mail.as_bytes()).why == Why.CALENDAR
