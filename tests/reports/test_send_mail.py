"""Mailed reports over the wire: what goes out, to whom, once, and why not."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone, translation

from tests.accounts.conftest import Letterbox
from tests.conftest import CANARY
from tests.house.drawings import assert_drawn
from tracker.accounts.models import Role, User
from tracker.background.mail_rows import MailStatus as Status
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp, SavedView
from tracker.kit.periods import Period
from tracker.meetings.models import Meeting
from tracker.reports import mailing_sheet, send_mail
from tracker.reports.models import Delivery, Mailing, NotSent
from tracker.reports.models.mailing import ReportPeriod
from tracker.setup.service_urls.email_url import mailer

Make = Callable[..., Mailing]
# A Tuesday; the mailings of these tests are due on Mondays at eight by the clock of Brussels.
NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
SLOT = datetime(2026, 3, 9, 7, tzinfo=UTC)


@pytest.fixture
def make(amina: User, eu: Organisation) -> Make:
    def mailing(query: str = "status=active", *, by: User = amina, **values: Any) -> Mailing:
        view = SavedView.save_as("Mine", by=by, query=query) if "cut" not in values else None
        values = {"view": view, "form": "csv", "name": "Open with the EU", "addresses": "desk@eu.example", **values}
        made = Mailing.add(by=by, made_by=by, **values)
        Mailing.objects.filter(pk=made.pk).update(since=SLOT - timedelta(days=1))
        return Mailing.objects.get(pk=made.pk)

    return mailing


def run(now: datetime = NOW) -> None:
    """What the worker does every few minutes."""
    for pk, slot in send_mail.due(now):
        send_mail.send(pk, slot)


def mails(box: Letterbox) -> list[EmailMessage]:
    return [message_from_bytes(each.content, policy=default) for each in box.received]  # type: ignore[misc]


def table(mail: EmailMessage, between: str = ",") -> list[list[str]]:
    (file,) = mail.iter_attachments()
    text = file.get_payload(decode=True).decode("utf-8-sig")  # type: ignore[union-attr]
    return list(csv.reader(io.StringIO(text), delimiter=between))


def log() -> list[tuple[str, str, str]]:
    return list(Delivery.objects.order_by("id").values_list("address", "status", "why"))


def test_a_view_goes_to_people_inside_and_outside_each_in_a_mail_of_their_own(
    make: Make, make_follow_up: Callable[..., FollowUp], noor: User, letterbox: Letterbox
) -> None:
    make_follow_up("Speak at the workshop")
    make(people=[Person.objects.get(account=noor)])
    run()
    assert sorted(each.rcpt_tos for each in letterbox.received) == [["desk@eu.example"], ["noor@suivi.example"]]
    mail = mails(letterbox)[0]
    assert (mail["Subject"], mail["Reply-To"]) == ("Open with the EU", "amina@suivi.example")
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Filter: Status: All active." in body.get_content()
    assert "/follow-ups/?status=active" in body.get_content()
    assert "restricted matters are left out" in body.get_content()
    assert [row[1] for row in table(mail)[-1:]] == ["Speak at the workshop"]
    assert {status for _address, status, _why in log()} == {Status.SENT}


@pytest.mark.parametrize(("form", "begins"), [("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")])
@pytest.mark.usefixtures("work")
def test_a_report_is_mailed_as_every_kind_of_file(form: str, begins: bytes, make: Make, letterbox: Letterbox) -> None:
    make(cut="unit", form=form)
    run()
    (file,) = mails(letterbox)[0].iter_attachments()
    content = file.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert ((file.get_filename() or "").endswith(f".{form}"), content.startswith(begins)) == (True, True)


def test_it_comes_in_the_language_of_whoever_gets_it(make: Make, noor: User, letterbox: Letterbox) -> None:
    User.objects.filter(pk=noor.pk).update(language="fr")
    make(people=[Person.objects.get(account=noor)])
    run()
    between = {"noor@suivi.example": ";"}
    heads = {each["To"]: table(each, between.get(each["To"], ","))[6][0] for each in mails(letterbox)}
    assert heads == {"noor@suivi.example": "Réf.", "desk@eu.example": "Ref"}


def test_nothing_goes_out_twice_for_one_slot(make: Make, letterbox: Letterbox) -> None:
    make()
    run()
    run()
    run(NOW + timedelta(days=3))
    assert len(letterbox.received) == 1
    run(NOW + timedelta(days=6))
    assert len(letterbox.received) == 2


def test_a_worker_killed_midway_sends_what_is_left_and_nothing_again(make: Make, letterbox: Letterbox) -> None:
    mailing = make(addresses="a@eu.example\nb@eu.example\nc@eu.example")
    send_mail.due(NOW)
    sent, begun, _left = mailing.deliveries.order_by("id")
    for row in (sent, begun):
        assert row.claim()
    sent.close(Status.SENT)
    run()
    assert [each.rcpt_tos for each in letterbox.received] == [["c@eu.example"]]
    assert [status for _address, status, _why in log()] == [Status.SENT, Status.BEGUN, Status.SENT]
    Delivery.objects.filter(pk=begun.pk).update(at=NOW - timedelta(hours=1))
    run()
    assert [each.rcpt_tos for each in letterbox.received] == [["c@eu.example"], ["b@eu.example"]]


def test_one_mail_is_claimed_once(make: Make) -> None:
    make()
    send_mail.due(NOW)
    row = Delivery.objects.get()
    assert [row.claim(), row.claim()] == [True, False]


def test_a_server_that_does_not_answer_is_tried_again(make: Make, letterbox: Letterbox, settings: Any) -> None:
    make()
    there = settings.MAILERS
    settings.MAILERS = {"default": mailer("smtp://127.0.0.1:1")}
    run()
    assert log() == [("desk@eu.example", Status.WAITING, "")]
    settings.MAILERS = there
    run()
    assert (log(), len(letterbox.received)) == ([("desk@eu.example", Status.SENT, "")], 1)


def test_a_server_lost_half_way_is_asked_no_more_until_the_next_time(make: Make, letterbox: Letterbox) -> None:
    take = letterbox.handle_DATA

    async def hang_up(server: Any, session: Any, envelope: Any) -> str:
        if "b@eu.example" not in envelope.rcpt_tos:
            return await take(server, session, envelope)
        server.transport.abort()
        return ""

    letterbox.handle_DATA = hang_up  # type: ignore[method-assign]
    make(addresses="a@eu.example\nb@eu.example\nc@eu.example")
    run()
    assert log() == [
        ("a@eu.example", Status.SENT, ""),
        ("b@eu.example", Status.UNSURE, ""),
        ("c@eu.example", Status.WAITING, ""),
    ]
    run()
    assert [each.rcpt_tos for each in letterbox.received] == [["a@eu.example"], ["c@eu.example"]]


def test_what_is_long_overdue_is_not_sent_any_more(make: Make, letterbox: Letterbox) -> None:
    make()
    run(SLOT + timedelta(days=2, minutes=1))
    assert (log(), letterbox.received) == ([("desk@eu.example", Status.NOT_SENT, NotSent.TOO_LATE)], [])


@pytest.mark.parametrize(
    ("changed", "why"), [({"is_active": False}, NotSent.CLOSED), ({"role": Role.OFFICER}, NotSent.NO_RIGHT)]
)
def test_without_the_right_of_whoever_set_it_up_nothing_is_sent_and_the_log_says_why(
    changed: dict[str, Any], why: NotSent, make: Make, amina: User, letterbox: Letterbox
) -> None:
    make()
    User.objects.filter(pk=amina.pk).update(**changed)
    run()
    assert (log(), letterbox.received) == ([("desk@eu.example", Status.NOT_SENT, why)], [])


def test_a_closed_account_gets_no_mail(make: Make, noor: User, letterbox: Letterbox) -> None:
    make(people=[Person.objects.get(account=noor)], addresses="")
    User.objects.filter(pk=noor.pk).update(is_active=False)
    run()
    assert (log(), letterbox.received) == ([("noor@suivi.example", Status.NOT_SENT, NotSent.NO_ACCOUNT)], [])


@pytest.mark.parametrize("deed", ["pause", "remove"])
def test_what_was_stopped_is_not_sent(deed: str, make: Make, amina: User, letterbox: Letterbox) -> None:
    mailing = make()
    getattr(mailing, deed)(by=amina)
    run()
    # And as if it had been stopped long before its day.
    Mailing.objects.filter(pk=mailing.pk).update(since=SLOT - timedelta(days=1))
    run()
    assert (log(), letterbox.received) == ([], [])


def test_what_is_paused_is_sent_to_whoever_asks_for_it_and_what_was_removed_is_not(
    make: Make, amina: User, letterbox: Letterbox
) -> None:
    mailing = make()
    mailing.pause(by=amina)
    send_mail.send(mailing.pk, send_mail.ask_now(mailing, by=amina))
    mailing.remove(by=amina)
    send_mail.send(mailing.pk, send_mail.ask_now(mailing, by=amina))
    assert log() == [(amina.email, Status.SENT, ""), (amina.email, Status.NOT_SENT, NotSent.STOPPED)]
    assert [each.rcpt_tos for each in letterbox.received] == [[amina.email]]


@pytest.mark.parametrize(
    ("over", "first", "last"),
    [
        ("last_month", date(2026, 2, 1), date(2026, 2, 28)),
        ("this_quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("last_quarter", date(2025, 10, 1), date(2025, 12, 31)),
        ("this_year", date(2026, 1, 1), date(2026, 12, 31)),
        ("last_year", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_report_is_over_a_period_as_seen_from_its_day(over: str, first: date, last: date) -> None:
    assert {ReportPeriod(over).seen_from(date(2026, 3, day)) for day in (1, 10, 31)} == {Period(first, last)}


def test_what_was_stopped_after_it_was_due_is_not_sent_either(make: Make, amina: User, letterbox: Letterbox) -> None:
    mailing = make()
    ((pk, slot),) = send_mail.due(NOW)
    mailing.pause(by=amina)
    send_mail.send(pk, slot)
    assert (log(), letterbox.received) == ([("desk@eu.example", Status.NOT_SENT, NotSent.STOPPED)], [])


def test_resumed_it_does_not_send_what_fell_into_the_pause(make: Make, amina: User, letterbox: Letterbox) -> None:
    mailing = make()
    mailing.pause(by=amina)
    mailing.resume(by=amina)
    run()
    assert letterbox.received == []


def test_a_restricted_matter_leaves_no_trace_even_where_its_sender_sees_it(
    make: Make, make_follow_up: Callable[..., FollowUp], secret: FollowUp, claire: User, mei: User, letterbox: Letterbox
) -> None:
    make_follow_up("Open to all")
    FollowUp.log(by=claire, title=f"Own {CANARY}", classification="restricted", owner=Person.objects.get(account=mei))
    make("", by=mei, people=[Person.objects.get(account=mei)])
    make(by=mei, cut="partner")
    run()
    assert len(letterbox.received) == 3
    said = [row for mail in mails(letterbox) for row in table(mail)]
    assert [row for row in said if any(CANARY in cell for cell in row)] == []
    assert sum("Open to all" in row for row in said) == 2


def test_a_view_that_names_a_restricted_meeting_is_not_mailed(
    make: Make, secret: FollowUp, mei: User, letterbox: Letterbox
) -> None:
    meeting = Meeting.objects.get(pk=secret.meeting_id)
    make(f"meeting={meeting.pk}", by=mei)
    run()
    assert (log(), letterbox.received) == ([("desk@eu.example", Status.NOT_SENT, NotSent.NOT_GENERAL)], [])


def test_a_view_that_was_removed_is_not_mailed(make: Make, letterbox: Letterbox) -> None:
    mailing = make()
    assert mailing.view
    mailing.view.remove(by=mailing.made_by)
    run()
    assert (log(), letterbox.received) == ([("desk@eu.example", Status.NOT_SENT, NotSent.GONE)], [])


def test_what_the_server_refuses_is_logged_with_its_words(make: Make, letterbox: Letterbox) -> None:
    async def refuse(*_args: Any) -> str:
        return "554 No such mailbox"

    letterbox.handle_DATA = refuse  # type: ignore[method-assign]
    make()
    run()
    assert log() == [("desk@eu.example", Status.NOT_SENT, "")]
    assert "No such mailbox" in Delivery.objects.get().said


@pytest.mark.parametrize(
    ("values", "slot", "following"),
    [
        ({"rhythm": "weekly", "day": 1, "hour": 8}, "2026-03-09T07:00", "2026-03-16T07:00"),
        ({"rhythm": "weekly", "day": 2, "hour": 10}, "2026-03-10T09:00", "2026-03-17T09:00"),
        ({"rhythm": "weekly", "day": 2, "hour": 11}, "2026-03-03T10:00", "2026-03-10T10:00"),
        ({"rhythm": "monthly", "day": 28, "hour": 8}, "2026-02-28T07:00", "2026-03-28T07:00"),
        # Summer time begins on the last Sunday of March.
        ({"rhythm": "monthly", "day": 1, "hour": 0}, "2026-02-28T23:00", "2026-03-31T22:00"),
    ],
)
def test_it_keeps_to_the_clock_of_the_house(values: dict[str, Any], slot: str, following: str) -> None:
    mailing = Mailing(**values)
    found = [moment.astimezone(UTC) for moment in (mailing.slot_at(NOW), mailing.next_slot(NOW))]
    assert [f"{moment:%Y-%m-%dT%H:%M}" for moment in found] == [slot, following]


def test_what_is_just_two_days_overdue_is_still_sent(make: Make, letterbox: Letterbox) -> None:
    make()
    run(SLOT + timedelta(days=2))
    assert log() == [("desk@eu.example", Status.SENT, "")]


def test_what_could_not_be_sent_for_two_days_keeps_what_the_server_said(make: Make, letterbox: Letterbox) -> None:
    make()
    send_mail.due(NOW)
    Delivery.objects.update(said="Try later")
    run(SLOT + timedelta(days=2, minutes=1))
    assert log() == [("desk@eu.example", Status.NOT_SENT, NotSent.TOO_LATE)]
    assert Delivery.objects.get().said == "Try later"


def test_what_is_still_being_sent_after_half_an_hour_is_not_yet_cut_off(make: Make, letterbox: Letterbox) -> None:
    make()
    send_mail.due(NOW)
    row = Delivery.objects.get()
    assert row.claim()
    Delivery.objects.update(at=NOW)
    found = []
    for more in (timedelta(0), timedelta(seconds=1)):
        send_mail.due(NOW + timedelta(minutes=30) + more)
        found += log()
    assert [status for _address, status, _why in found] == [Status.BEGUN, Status.WAITING]


def test_what_was_due_at_the_very_moment_it_was_set_up_is_not_sent(make: Make, letterbox: Letterbox) -> None:
    make()
    Mailing.objects.update(since=SLOT)
    run()
    assert log() == []


def test_somebody_without_an_e_mail_is_passed_over_and_the_log_says_so(
    make: Make, coordinator: Person, letterbox: Letterbox
) -> None:
    make(people=[coordinator])
    run()
    assert log() == [("", Status.NOT_SENT, NotSent.NO_EMAIL), ("desk@eu.example", Status.SENT, "")]


def test_whoever_is_named_and_written_too_gets_one_mail(make: Make, noor: User, letterbox: Letterbox) -> None:
    make(people=[Person.objects.get(account=noor)], addresses="Noor@Suivi.example")
    run()
    assert [each.rcpt_tos for each in letterbox.received] == [["noor@suivi.example"]]


def test_sent_now_it_comes_in_the_language_of_whoever_asks(make: Make, amina: User, letterbox: Letterbox) -> None:
    User.objects.filter(pk=amina.pk).update(language="fr")
    amina.refresh_from_db()
    mailing = make()
    Person.objects.filter(account=amina).update(account=None)
    send_mail.send(mailing.pk, send_mail.ask_now(mailing, by=User.objects.get(pk=amina.pk)))
    assert table(mails(letterbox)[0], ";")[6][0] == "Réf."


@pytest.mark.parametrize(("most", "status", "why"), [(2, Status.SENT, ""), (1, Status.NOT_SENT, NotSent.TOO_MANY)])
def test_a_list_that_is_too_long_is_not_mailed(
    most: int, status: str, why: str, make: Make, make_follow_up: Callable[..., FollowUp], letterbox: Letterbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(mailing_sheet, "MOST_ROWS", most)
    for title in ("One", "Two"):
        make_follow_up(title)
    make()
    run()
    assert log() == [("desk@eu.example", status, why)]


def test_a_file_that_is_too_large_is_not_mailed(
    make: Make, letterbox: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send_mail, "MOST_BYTES", 10)
    make()
    run()
    assert (log(), letterbox.received) == ([("desk@eu.example", Status.NOT_SENT, NotSent.TOO_LARGE)], [])


def test_a_mailed_report_says_where_the_same_stands(make: Make, amina: User) -> None:
    place = mailing_sheet.address_of(make(cut="partner", over="last_year"), date(2026, 3, 10))
    assert place.partition("?")[2] == "by=partner&period=2025-01-01+to+2025-12-31"


@pytest.mark.parametrize("changed", ["rhythm", "day", "hour"])
def test_a_change_of_its_time_sends_nothing_that_was_due_before(
    changed: str, make: Make, amina: User, letterbox: Letterbox
) -> None:
    mailing = make()
    Mailing.objects.update(since=SLOT - timedelta(days=20))
    mailing.change("edited", by=amina, **{changed: "monthly" if changed == "rhythm" else 2})
    run()
    assert log() == []


def test_whoever_is_refused_keeps_nobody_after_them_from_their_mail(make: Make, letterbox: Letterbox) -> None:
    take = letterbox.handle_DATA

    async def refuse_one(server: Any, session: Any, envelope: Any) -> str:
        if "a@eu.example" in envelope.rcpt_tos:
            return "554 No such mailbox"
        return await take(server, session, envelope)

    letterbox.handle_DATA = refuse_one  # type: ignore[method-assign]
    make(addresses="a@eu.example\nb@eu.example")
    run()
    assert log() == [("a@eu.example", Status.NOT_SENT, ""), ("b@eu.example", Status.SENT, "")]


def test_an_address_to_which_nothing_can_be_sent_keeps_nobody_from_theirs(make: Make, letterbox: Letterbox) -> None:
    make(addresses="a..a@eu.example\nb@eu.example")
    run()
    assert log() == [("a..a@eu.example", Status.NOT_SENT, ""), ("b@eu.example", Status.SENT, "")]


@pytest.mark.one_database
@pytest.mark.usefixtures("work")
def test_mails_say_what_they_said(
    make: Make, noor: User, eu: Organisation, letterbox: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole, in both languages: they stand in `drawn/mails.txt`. To draw them anew, delete it and read it."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    User.objects.filter(pk=noor.pk).update(language="fr")
    people = [Person.objects.get(account=noor)]
    make(f"status=active&partner={eu.pk}", people=people)
    make(cut="partner", over="last_quarter", name="Quarter", people=people)
    run()
    pages = {}
    for mail in sorted(mails(letterbox), key=lambda each: (each["Subject"], each["To"])):
        body, (file,) = mail.get_body(("plain",)), mail.iter_attachments()
        assert body is not None
        heads = [
            f"{name}: {mail[name]}" for name in ("Subject", "From", "To", "Reply-To", "Auto-Submitted") if mail[name]
        ]
        lines = [f"> {line.replace(str(eu.pk), 'KEY')}" for line in body.get_content().splitlines()]
        rows = [str(row) for row in table(mail, ";" if mail["To"] == noor.email else ",")[:7]]
        pages[f"{mail['Subject']} to {mail['To']}"] = [*heads, *lines, f"{file.get_filename()}", *rows]
    assert_drawn("mails", pages, Path(__file__).parent / "drawn")


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("values", "said", "in_french"),
    [
        (
            {"cut": "unit", "over": "last_month", "rhythm": "weekly", "day": 1, "hour": 8},
            ("Report by unit, last month", "every Monday at 08:00"),
            ("Rapport par unité, le mois dernier", "chaque lundi à 08:00"),
        ),
        (
            {"cut": "tags", "over": "this_year", "rhythm": "weekly", "day": 7, "hour": 0},
            ("Report by tag, this year", "every Sunday at 00:00"),
            ("Rapport par étiquette, cette année", "chaque dimanche à 00:00"),
        ),
        (
            {"cut": "", "rhythm": "monthly", "day": 28, "hour": 23},
            ("A view of follow-ups", "on day 28 of every month at 23:00"),
            ("Une vue des suites à donner", "le 28 de chaque mois à 23:00"),
        ),
    ],
)
def test_a_mailing_says_what_it_is_and_when_it_goes(
    values: dict[str, Any], said: tuple[str, str], in_french: tuple[str, str]
) -> None:
    mailing = Mailing(**values)
    assert (mailing.what, mailing.when) == said
    with translation.override("fr"):
        assert (mailing.what, mailing.when) == in_french
