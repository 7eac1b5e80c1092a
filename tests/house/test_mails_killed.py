"""Whoever sends a mail is killed while SMTP speaks, whatever kind of mail it is: it never goes out twice by itself."""

import smtplib
from collections.abc import Callable
from datetime import date, timedelta
from email import message_from_bytes
from typing import Any

import pytest
from django.utils import timezone

from tests.accounts.conftest import Letterbox
from tests.accounts.conftest import letterbox as letterbox  # noqa: PLC0414 (a fixture)
from tracker.accounts.models import User
from tracker.background.mail_rows import MailRow, MailStatus
from tracker.calendar_mails.models import CalendarMail
from tracker.calendar_mails.send_mails import send_left_over as send_left_over_invitations
from tracker.calendar_mails.write_mails import invite
from tracker.circulation.models import Copy
from tracker.circulation.send_copies import send_left_over as send_left_over_copies
from tracker.directory.models import Person
from tracker.meetings.models import Meeting
from tracker.records.models import Record
from tracker.reports import send_mail
from tracker.reports.models import Delivery, Mailing

LATER = timedelta(hours=1)
Send = Callable[[], None]


class Killed(BaseException):
    """Nothing that the sender does catches it, as nothing catches a kill."""


def _report(amina: User, noor: User) -> tuple[Any, Send]:
    mailing = Mailing.add(by=amina, made_by=amina, name="Units", cut="unit", form="csv", addresses="")
    slot = send_mail.ask_now(mailing, by=amina)

    def send() -> None:
        send_mail.due(timezone.now())
        send_mail.send(mailing.pk, slot)

    return Delivery, send


def _copy(amina: User, noor: User) -> tuple[Any, Send]:
    meeting = Meeting.log(by=amina, title="Round", held_on=date(2030, 1, 7))
    record = Record.write(by=amina, meeting=meeting, kind="minutes", text="We met.")
    record.circulate(date(2030, 2, 7), by=amina)
    person = Person.objects.get(account=noor)
    Copy.objects.create(record=record, round=record.round, number=1, person=person, address=noor.email, by=amina)
    return Copy, lambda: send_left_over_copies(timezone.now())


def _invitation(amina: User, noor: User) -> tuple[Any, Send]:
    meeting = Meeting.log(by=amina, title="Round", held_on=timezone.localdate() + timedelta(days=9))
    person = Person.objects.get(account=noor)
    meeting.participations.create(person=person)
    invite(meeting, [person.pk], by=amina, minutes=None)
    return CalendarMail, lambda: send_left_over_invitations(timezone.now())


@pytest.fixture(params=[_report, _copy, _invitation])
def written(request: pytest.FixtureRequest, amina: User, noor: User) -> tuple[Any, Send]:
    """A mail that was written, and what the worker does every few minutes; an hour passes before each time."""
    model, send = request.param(amina, noor)

    def send_later() -> None:
        model.objects.update(at=timezone.now() - LATER)
        send()

    return model, send_later


def test_killed_before_the_server_is_given_the_words_it_is_sent_once_by_whoever_comes_next(
    written: tuple[Any, Send], letterbox: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, send = written
    for step in ("ehlo", "mail", "rcpt"):
        with monkeypatch.context() as patch:
            patch.setattr(f"smtplib.SMTP.{step}", _killed)
            with pytest.raises(Killed):
                send()
        assert letterbox.received == []
    send()
    send()
    row = model.objects.get()
    assert [message_from_bytes(each.content)["Message-ID"] for each in letterbox.received] == [row.message_id]
    assert row.status == MailStatus.SENT


def _killed(*_args: Any, **_given: Any) -> Any:
    raise Killed


@pytest.mark.parametrize("taken", [False, True])
def test_killed_while_the_server_takes_the_words_it_is_perhaps_sent_until_somebody_asks_for_it(
    taken: bool, written: tuple[Any, Send], letterbox: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    (model, send), data = written, smtplib.SMTP.data

    def killed(self: smtplib.SMTP, words: Any) -> Any:
        if taken:
            data(self, words)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("smtplib.SMTP.data", killed)
        with pytest.raises(Killed):
            send()
    send()
    row: MailRow = model.objects.get()
    assert (row.status, len(letterbox.received)) == (MailStatus.UNSURE, int(taken))
    assert [row.ask_again(), row.ask_again()] == [True, False]
    send()
    ids = {message_from_bytes(each.content)["Message-ID"] for each in letterbox.received}
    assert (ids, len(letterbox.received)) == ({row.message_id}, int(taken) + 1)
