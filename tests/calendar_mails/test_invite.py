"""A meeting goes to the calendars of those who want it, is told anew once it changed, and is called off there."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from tests.accounts.conftest import Letterbox
from tests.calendar_mails.conftest import Press
from tests.conftest import CANARY
from tests.downloaded_files import read_calendar
from tracker.accounts.models import User
from tracker.background.mail_rows import CUT_OFF, LEFT_OVER
from tracker.calendar_mails.models import CalendarMail, CalendarWish
from tracker.calendar_mails.seats import Seats
from tracker.calendar_mails.send_mails import send_mails
from tracker.calendar_mails.tasks import send_left_over
from tracker.calendar_mails.write_mails import cancel, invite, send_update
from tracker.directory.models import Person
from tracker.history.undo import last_change, undo
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant
from tracker.setup.service_urls.email_url import mailer

SignIn = Callable[[User], Client]
BRUSSELS = ZoneInfo("Europe/Brussels")


def calendars() -> list[tuple[str, Any]]:
    """To whom each mail went, and its calendar as a strict reader reads it."""
    return [(message.to[0], read(calendar_in(message))) for message in mail.outbox]


def calendar_in(message: Any) -> str:
    return str(message.alternatives[1][0])


def read(text: str) -> Any:
    calendar = Calendar.from_ical(text)
    assert [str(part.errors) for part in calendar.walk() if part.errors] == []
    # Of a zone that is named and not described there, a calendar takes its own: an hour too early or too late.
    values = [value for event in calendar.walk("VEVENT") for value in event.values() if hasattr(value, "params")]
    named = {str(value.params["TZID"]) for value in values if "TZID" in value.params}
    assert named == {str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")}
    return calendar


def told(text: Any) -> Any:
    return read(calendar_in(text)).walk("VEVENT")[0]


def test_outlook_and_gmail_find_text_html_and_calendar_beside_one_another(
    letterbox: Letterbox, meeting: Meeting, coordinator: Person, press: Press
) -> None:
    assert "1 mail is on its way." in press("", coordinator, lasts=90)
    [envelope] = letterbox.received
    message: Any = message_from_bytes(envelope.content, policy=default)
    assert envelope.rcpt_tos == ["gilles@eu.example"]
    day = meeting.held_on
    assert message["Subject"] == f"Invitation: Round on heritage, {day:%-d %B %Y}"
    assert [part.get_content_type() for part in message.walk()] == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar", "application/ics"),
    ]
    *_others, calendar, file = message.walk()
    assert (calendar.get_param("method"), calendar.get_param("charset"), file.get_filename()) == (
        *("REQUEST", "utf-8", "invite.ics"),
    )
    assert calendar.get_content().split() == file.get_content().decode().split()
    assert "Room 4" in message.get_body(("plain",)).get_content()


def test_two_readers_find_the_same_meeting(meeting: Meeting, coordinator: Person, press: Press) -> None:
    press("", coordinator, lasts=90)
    text = calendar_in(mail.outbox[0])
    begins = datetime.combine(meeting.held_on, meeting.starts_at, BRUSSELS)  # type: ignore[arg-type]
    one, other = read(text), read_calendar(text.encode())
    event = one.walk("VEVENT")[0]
    assert (str(one["method"]), other.method.value) == ("REQUEST", "REQUEST")
    assert (event.start, event.end) == (begins, begins + timedelta(minutes=90))
    assert other.vevent.dtstart.value.astimezone(UTC) == begins.astimezone(UTC)
    assert other.vevent.uid.value == str(event["uid"]) == f"{meeting.uid}@suivi"
    assert (str(event["organizer"]), event["organizer"].params["CN"]) == (
        "mailto:claire@suivi.example",
        "Claire Dubois",
    )
    assert (str(event["attendee"]), event["attendee"].params["PARTSTAT"]) == (
        "mailto:gilles@eu.example",
        "NEEDS-ACTION",
    )
    assert (other.vevent.attendee.value, other.vevent.attendee.params["RSVP"]) == ("mailto:gilles@eu.example", ["TRUE"])
    assert (str(event["status"]), "rrule" in event, "url" in event) == ("CONFIRMED", False, False)


def test_each_mail_names_nobody_else(meeting: Meeting, coordinator: Person, noor: User, press: Press) -> None:
    press("", coordinator, noor.person)
    texts = {message.to[0]: str(message.message()) for message in mail.outbox}
    assert {to: sorted(each for each in texts if each in text) for to, text in texts.items()} == {
        to: [to] for to in texts
    }
    assert len(texts) == 2


def test_whoever_has_no_e_mail_is_named_with_the_reason(meeting: Meeting, claire: User, sign_in: SignIn) -> None:
    page = sign_in(claire).get(f"/meetings/{meeting.pk}/calendar/")
    assert [label.split(":")[0] for _key, label in page.context["form"].fields["people"].choices] == [
        *("Noor Haddad", "Gilles de Kerchove"),
    ]
    assert [(str(seat.person), seat.why_not) for seat in page.context["seats"].left_out] == [("Rosa Conti", "no_email")]


def test_who_is_ticked_once_is_ticked_the_next_time(
    meeting: Meeting, coordinator: Person, noor: User, claire: User, press: Press, sign_in: SignIn, today: date
) -> None:
    press("", coordinator, remember="on")
    assert sorted(CalendarWish.objects.values_list("person__name", "wants")) == [
        *(("Gilles de Kerchove", True), ("Noor Haddad", False)),
    ]
    people = [Participant(person) for person in (noor.person, coordinator)]
    other = Meeting.log(by=claire, title="Next", held_on=today, participants=people)
    page = sign_in(claire).get(f"/meetings/{other.pk}/calendar/")
    assert page.context["form"]["people"].value() == [str(coordinator.pk)]


def test_without_anybody_ticked_nothing_is_sent(meeting: Meeting, press: Press) -> None:
    assert "Tick at least one of them: without a reader nothing is sent." in press("")
    assert mail.outbox == []


def test_sent_twice_it_goes_out_once(meeting: Meeting, coordinator: Person, claire: User, press: Press) -> None:
    press("", coordinator)
    assert "Nothing was left to send." in press("", coordinator)
    assert invite(meeting, [coordinator.pk], by=claire, minutes=None) == []
    assert [to for to, _calendar in calendars()] == ["gilles@eu.example"]


def test_a_change_of_the_day_offers_the_update_with_a_higher_sequence(
    meeting: Meeting, coordinator: Person, claire: User, press: Press, sign_in: SignIn
) -> None:
    press("", coordinator, lasts=60)
    meeting.change("edited", by=claire, held_on=meeting.held_on + timedelta(days=1))
    page = sign_in(claire).get(f"/meetings/{meeting.pk}/").text
    assert "1 calendar has it as it was before." in page
    press("update/")
    first, second = (told(each) for each in mail.outbox)
    assert (second["uid"], second["sequence"] > first["sequence"]) == (first["uid"], True)
    assert (second.start - first.start, second.end - second.start) == (timedelta(days=1), timedelta(hours=1))
    assert mail.outbox[1].subject.startswith("Changed: Round on heritage, ")
    assert "as it was before" not in sign_in(claire).get(f"/meetings/{meeting.pk}/").text
    assert send_update(meeting, by=claire) == []


@pytest.mark.parametrize(
    ("changed", "offered"),
    [({"place": "Room 5"}, 1), ({"zone": "UTC"}, 1), ({"title": "Round"}, 1), ({"kind": "call"}, 0)],
)
def test_an_update_is_offered_for_what_a_calendar_holds(
    changed: dict[str, str], offered: int, meeting: Meeting, coordinator: Person, claire: User, press: Press
) -> None:
    press("", coordinator)
    meeting.change("edited", by=claire, **changed)
    assert len(Seats(meeting, claire).outdated) == offered


def test_called_off_it_is_cancelled_in_their_calendars(
    meeting: Meeting, coordinator: Person, claire: User, press: Press, sign_in: SignIn
) -> None:
    press("", coordinator)
    meeting.call_off(by=claire, why="Nobody is there.")
    assert "1 person still has it in their calendar" in sign_in(claire).get(f"/meetings/{meeting.pk}/").text
    press("cancel/")
    request, off = (read(calendar_in(each)) for each in mail.outbox)
    before, after = (each.walk("VEVENT")[0] for each in (request, off))
    assert (str(off["method"]), str(after["status"]), str(after["uid"])) == ("CANCEL", "CANCELLED", str(before["uid"]))
    assert after["sequence"] > before["sequence"]
    assert cancel(meeting, by=claire) == []
    entry = last_change(meeting)
    assert entry
    undo(meeting, entry, by=claire)
    assert [str(seat.person) for seat in Seats(meeting, claire).open] == ["Noor Haddad", "Gilles de Kerchove"]


def test_removing_it_leads_to_the_cancellation(
    meeting: Meeting, coordinator: Person, claire: User, press: Press, sign_in: SignIn
) -> None:
    press("", coordinator)
    page = sign_in(claire).post(f"/meetings/{meeting.pk}/remove/", follow=True)
    assert page.redirect_chain == [(f"/meetings/{meeting.pk}/calendar/", 302)]
    assert ("This meeting is removed." in page.text, "Send the cancellation" in page.text) == (True, True)
    press("cancel/")
    assert [str(calendar["method"]) for _to, calendar in calendars()] == ["REQUEST", "CANCEL"]


def test_removing_what_is_in_no_calendar_leads_to_the_list(meeting: Meeting, claire: User, sign_in: SignIn) -> None:
    assert sign_in(claire).post(f"/meetings/{meeting.pk}/remove/").headers["Location"] == "/meetings/"


def test_who_comes_no_more_is_told_so_and_the_others_are_not(
    meeting: Meeting, coordinator: Person, noor: User, claire: User, press: Press
) -> None:
    press("", coordinator, noor.person)
    meeting.change("edited", by=claire, participants=[Participant(noor.person)])
    press("cancel/")
    assert [(to, str(calendar["method"])) for to, calendar in calendars()][2:] == [("gilles@eu.example", "CANCEL")]


def test_the_organiser_stays_the_same_whoever_sends(
    meeting: Meeting, coordinator: Person, omar: User, claire: User, press: Press
) -> None:
    press("", coordinator)
    meeting.change("edited", by=claire, place="Room 5")
    press("update/", by=omar)
    assert {str(told(each)["organizer"]) for each in mail.outbox} == {"mailto:claire@suivi.example"}


def test_nothing_restricted_goes_to_whoever_does_not_sign_in_nor_names_it(
    meeting: Meeting, coordinator: Person, noor: User, claire: User, press: Press
) -> None:
    meeting.change("edited", by=claire, classification="restricted", title=CANARY, place=CANARY)
    press("", coordinator, noor.person)
    press("", noor.person)
    [message] = mail.outbox
    event = told(message)
    assert (message.to, CANARY in str(message.message()), CANARY in calendar_in(message)) == (
        *([noor.email], False, False),
    )
    assert (str(event["summary"]), str(event["class"])) == ("Meeting", "PRIVATE")
    assert str(event["url"]).endswith(meeting.get_absolute_url())


def test_what_became_restricted_before_it_was_sent_is_not(meeting: Meeting, coordinator: Person, claire: User) -> None:
    [row] = invite(meeting, [coordinator.pk], by=claire, minutes=None)
    meeting.change("edited", by=claire, classification="restricted")
    send_mails([row.pk])
    row.refresh_from_db()
    assert (row.status, row.said, mail.outbox) == (*("not_sent", "It is restricted now, and they do not see it.", []),)


def test_what_is_over_is_sent_to_nobody(meeting: Meeting, coordinator: Person, claire: User, press: Press) -> None:
    press("", coordinator)
    Meeting.objects.update(held_on=timezone.localdate() - timedelta(days=1), called_off_at=timezone.now())
    seats = Seats(Meeting.objects.get(pk=meeting.pk), claire)
    assert (seats.open, seats.outdated, seats.to_cancel) == ([], [], [])


def test_it_speaks_the_language_of_its_reader(meeting: Meeting, noor: User, press: Press) -> None:
    User.objects.filter(pk=noor.pk).update(language="fr")
    press("", noor.person)
    assert mail.outbox[0].subject.startswith("Invitation\xa0: Round on heritage, ")


def test_a_meeting_of_whole_days_takes_them(meeting: Meeting, coordinator: Person, claire: User, press: Press) -> None:
    meeting.change("edited", by=claire, starts_at=None, ends_on=meeting.held_on + timedelta(days=1))
    press("", coordinator)
    event = told(mail.outbox[0])
    assert (event.start, event.end) == (meeting.held_on, meeting.held_on + timedelta(days=2))


def test_a_mail_server_that_is_gone_is_said_and_tried_again(
    closed_port: int, meeting: Meeting, coordinator: Person, press: Press, settings: Any
) -> None:
    kept, settings.MAILERS = settings.MAILERS, {"default": mailer(f"smtp://127.0.0.1:{closed_port}")}
    page = press("", coordinator)
    assert ("The mail server does not take 1 mail yet." in page, "Did not reach them" in page) == (True, False)
    settings.MAILERS = kept
    press("", coordinator)
    CalendarMail.objects.update(at=timezone.now() - 2 * LEFT_OVER)
    send_left_over.call()
    assert [row.status for row in CalendarMail.objects.all()] == ["sent"]


def test_what_breaks_off_once_it_was_mailed_is_not_mailed_twice(
    meeting: Meeting, coordinator: Person, claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    [row] = invite(meeting, [coordinator.pk], by=claire, minutes=None)

    def broken(*_given: Any) -> None:
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(CalendarMail, "close", broken)
        with pytest.raises(OperationalError):
            send_mails([row.pk])
    CalendarMail.objects.update(at=timezone.now() - 2 * CUT_OFF)
    send_left_over.call()
    row.refresh_from_db()
    assert (row.status, len(mail.outbox)) == ("unsure", 1)


def test_what_was_written_and_not_sent_goes_out_later_once(meeting: Meeting, coordinator: Person, claire: User) -> None:
    invite(meeting, [coordinator.pk], by=claire, minutes=None)
    send_left_over.call()
    assert mail.outbox == []
    CalendarMail.objects.update(at=timezone.now() - 2 * LEFT_OVER)
    for _time in range(2):
        send_left_over.call()
    assert [message.to for message in mail.outbox] == [["gilles@eu.example"]]


def test_an_answer_stands_until_a_later_one_and_goes_on_with_the_update(
    meeting: Meeting, coordinator: Person, claire: User, press: Press
) -> None:
    press("", coordinator)
    row, now = CalendarMail.objects.get(), timezone.now()
    row.note_answer("ACCEPTED", at=now)
    row.note_answer("DECLINED", at=now - timedelta(hours=1))
    meeting.change("edited", by=claire, place="Room 5")
    press("update/")
    assert told(mail.outbox[1])["attendee"].params["PARTSTAT"] == "ACCEPTED"


@pytest.mark.parametrize("deed", ["", "update/", "cancel/"])
def test_more_mails_than_anybody_sends_are_refused(
    deed: str, meeting: Meeting, coordinator: Person, noor: User, claire: User, press: Press, sign_in: SignIn,
    settings: Any,
) -> None:  # fmt: skip
    settings.HOW_OFTEN = {"mail": "1/h/user"}
    press("", coordinator)
    meeting.change("edited", by=claire, held_on=meeting.held_on + timedelta(days=1))
    answer = sign_in(claire).post(f"/meetings/{meeting.pk}/calendar/{deed}", {"people": [noor.person.pk]})
    assert (answer.status_code, [message.to[0] for message in mail.outbox]) == (429, ["gilles@eu.example"])


def test_a_reader_sends_nothing_and_a_stranger_to_it_finds_nothing(
    meeting: Meeting, noor: User, omar: User, claire: User, sign_in: SignIn
) -> None:
    address = f"/meetings/{meeting.pk}/calendar/"
    assert sign_in(noor).get(address).status_code == 403
    meeting.change("edited", by=claire, classification="restricted")
    assert [sign_in(omar).post(f"{address}{deed}").status_code for deed in ("", "update/", "cancel/")] == [404] * 3
    meeting.remove(by=claire)
    assert sign_in(omar).get(address).status_code == 404


@pytest.mark.parametrize("more", [1, 3])
def test_the_page_asks_as_often_however_many_come(
    more: int, meeting: Meeting, claire: User, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    people = [
        Person.add(by=claire, name=f"Guest {number}", email=f"g{number}@eu.example") for number in range(2 * more)
    ]
    meeting.change("edited", by=claire, participants=[Participant(person) for person in people])
    invite(meeting, [person.pk for person in people[:more]], by=claire, minutes=None)
    client = sign_in(claire)
    client.get("/keys/")
    with django_assert_num_queries(8):
        client.get(f"/meetings/{meeting.pk}/calendar/")


def test_its_words_say_what_day_and_by_whose_clock(meeting: Meeting, coordinator: Person, press: Press) -> None:
    press("", coordinator)
    day = meeting.held_on
    assert str(mail.outbox[0].body).splitlines() == [
        *("Hello Gilles de Kerchove,", "", "Claire Dubois invites you to:", "", "Round on heritage"),
        *(f"{day:%A %-d %B %Y}, 10:00 (Europe/Brussels)", "Room 4", ""),
        "Your calendar can take it over from this mail. An answer goes to claire@suivi.example by mail.",
    ]
