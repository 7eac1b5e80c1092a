"""Whoever sends a mail is killed while SMTP speaks: it goes out once all the same, or nobody says that it did not."""

import smtplib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.accounts.conftest import Letterbox
from tests.notifications.conftest import mails
from tracker.accounts.models import User
from tracker.background.mail_rows import MailStatus, NotOurs
from tracker.follow_ups.models import FollowUp
from tracker.notifications import digests, send_mail
from tracker.notifications.models import Mail

LATER = timedelta(hours=1)


class Killed(BaseException):
    """Nothing that the sender does catches it, as nothing catches a kill."""


@pytest.fixture
def waiting(make_follow_up: Callable[..., FollowUp], noor: User, claire: User, morning: datetime) -> Mail:
    """The mail of Noor's day, written and not yet sent."""
    make_follow_up("Ours", owner=noor.person, due_on=date(2020, 1, 6), by=noor)
    digests.write([noor.pk], morning)
    mail: Mail = Mail.objects.get()
    return mail


def send(morning: datetime) -> None:
    """What any worker does, now or later: an hour has passed since whoever was killed."""
    send_mail.is_something_waiting(timezone.now() + LATER)
    send_mail.send_waiting(10, morning + LATER)


def test_killed_before_the_server_is_given_the_words_it_is_sent_once_by_whoever_comes_next(
    waiting: Mail, morning: datetime, letterbox: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in ("ehlo", "mail", "rcpt"):
        with monkeypatch.context() as patch:
            patch.setattr(f"smtplib.SMTP.{step}", _killed)
            with pytest.raises(Killed):
                send(morning)
        assert letterbox.received == []
    send(morning)
    send(morning)
    assert [mail["Message-ID"] for mail in mails(letterbox)] == [waiting.message_id]
    assert Mail.objects.get().status == MailStatus.SENT


def _killed(*_args: Any, **_given: Any) -> Any:
    raise Killed


@pytest.mark.parametrize("taken", [False, True])
def test_killed_while_the_server_takes_the_words_it_is_perhaps_sent_and_never_twice(
    taken: bool, waiting: Mail, morning: datetime, letterbox: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = smtplib.SMTP.data

    def killed(self: smtplib.SMTP, words: Any) -> Any:
        if taken:
            data(self, words)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("smtplib.SMTP.data", killed)
        with pytest.raises(Killed):
            send(morning)
    send(morning)
    assert (Mail.objects.get().status, len(letterbox.received)) == (MailStatus.UNSURE, int(taken))


def test_asked_for_again_it_goes_out_under_the_same_message_id(
    waiting: Mail, jonas: User, morning: datetime, letterbox: Letterbox
) -> None:
    Mail.objects.update(status=MailStatus.UNSURE, attempts=1)
    assert [waiting.send_again(by=jonas), waiting.send_again(by=jonas)] == [True, False]
    send(morning)
    assert [mail["Message-ID"] for mail in mails(letterbox)] == [waiting.message_id]


def test_whoever_was_silent_for_too_long_sends_nothing_any_more(waiting: Mail) -> None:
    """Another has taken it over meanwhile."""
    slow = Mail.objects.get()
    assert slow.claim()
    Mail.objects.all().settle_cut_off(timezone.now() + LATER)
    assert Mail.objects.get().claim()
    with pytest.raises(NotOurs):
        slow.hand_over()


@pytest.mark.parametrize(
    ("answer", "status"), [("451 Try later", MailStatus.WAITING), ("554 No such mailbox", MailStatus.NOT_SENT)]
)
def test_what_the_server_refuses_for_now_is_tried_again_and_for_good_is_kept_with_its_words(
    answer: str, status: str, waiting: Mail, morning: datetime, letterbox: Letterbox
) -> None:
    async def refuse(*_args: Any) -> str:
        return answer

    take, letterbox.handle_DATA = letterbox.handle_DATA, refuse  # type: ignore[method-assign]
    send(morning)
    row = Mail.objects.get()
    assert (row.status, row.said) == (status, answer[4:])
    letterbox.handle_DATA = take  # type: ignore[method-assign]
    Mail.objects.update(at=morning - LATER)
    send(morning)
    assert len(letterbox.received) == (status == MailStatus.WAITING)


def test_a_server_that_is_away_loses_nothing(
    waiting: Mail, morning: datetime, letterbox: Letterbox, settings: Any
) -> None:
    there = settings.MAILERS
    settings.MAILERS = {"default": {**there["default"], "OPTIONS": {"host": "127.0.0.1", "port": 1}}}
    send(morning)
    assert Mail.objects.get().status == MailStatus.WAITING
    settings.MAILERS = there
    send(morning)
    assert len(letterbox.received) == 1


@pytest.mark.parametrize(("changed", "why"), [({"is_active": False}, "no_account"), ({}, "too_late")])
def test_why_a_mail_is_not_sent_any_more(
    changed: dict[str, Any], why: str, waiting: Mail, noor: User, morning: datetime, letterbox: Letterbox
) -> None:
    User.objects.filter(pk=noor.pk).update(**changed or {"name": noor.name})
    send(morning if changed else morning + timedelta(days=1))
    row = Mail.objects.get()
    assert (row.status, row.why, letterbox.received) == (MailStatus.NOT_SENT, why, [])


@pytest.mark.django_db(transaction=True)
def test_four_workers_send_each_mail_once(
    waiting: Mail, make_follow_up: Callable[..., FollowUp], claire: User, amina: User, morning: datetime,
    letterbox: Letterbox, at_once: Any,
) -> None:  # fmt: skip
    for user in (claire, amina):
        make_follow_up("Ours", owner=user.person, due_on=date(2020, 1, 6), by=user)
    digests.write([claire.pk, amina.pk], morning)
    at_once([lambda: send_mail.send_waiting(10, morning)] * 4)
    assert sorted(each.rcpt_tos[0] for each in letterbox.received) == [
        "amina@suivi.example", "claire@suivi.example", "noor@suivi.example",
    ]  # fmt: skip
