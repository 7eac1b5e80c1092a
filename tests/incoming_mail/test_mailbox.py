"""A real mailbox, and mails that a mail server pipes in."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.test import override_settings
from imap_tools.idle import IdleManager
from imap_tools.mailbox import BaseMailBox

from tests.incoming_mail.conftest import Mailbox
from tests.incoming_mail.mails import raw
from tracker.accounts.models import User
from tracker.incoming_mail import become, take_mail
from tracker.incoming_mail import mailbox as imap
from tracker.incoming_mail.management.commands import receive_mail
from tracker.incoming_mail.models import Draft, IncomingMail, State, Why
from tracker.incoming_mail.tasks import read_mailbox

AtOnce = Callable[[list[Callable[[], Any]]], list[Any]]


def states() -> list[tuple[str, str]]:
    return list(IncomingMail.objects.order_by("pk").values_list("state", "why"))


def test_what_nobody_has_read_is_taken_once(mailbox: Mailbox, claire: User) -> None:
    for mail in (raw(claire), raw(claire, "Another."), b"\xff\x00", raw("stranger@eu.example")):
        mailbox.deliver(mail)
    with override_settings(MAIL_IN_URL=mailbox.url):
        call_command("read_mail", "--once", stdout=SimpleNamespace(write=print))
        read_mailbox.func()
    assert (Draft.objects.count(), mailbox.unread()) == (2, 0)
    quarantined = [(State.QUARANTINED, Why.NO_SENDER), (State.QUARANTINED, Why.UNKNOWN)]
    assert states() == [(State.TAKEN, ""), (State.TAKEN, ""), *quarantined]


def test_a_bad_mail_does_not_stop_the_next(mailbox: Mailbox, claire: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def sometimes(mail: Any, letter: Any, sender: Any, **how: Any) -> None:
        if letter.subject == "Bad":
            raise KeyError
        become.become(mail, letter, sender, **how)

    monkeypatch.setattr(take_mail, "become", sometimes)
    for subject in ("Bad", "Good"):
        mailbox.deliver(raw(claire, subject=subject))
    assert (imap.read(mailbox.url), states()) == (2, [(State.FAILED, Why.BROKEN), (State.TAKEN, "")])


def test_it_waits_for_mails_and_takes_each_as_it_comes(
    mailbox: Mailbox, claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    poll = IdleManager.poll

    def while_waiting(idle: IdleManager, timeout: float | None) -> Any:
        mailbox.deliver(raw(claire))
        return poll(idle, timeout)

    monkeypatch.setattr(IdleManager, "poll", while_waiting)
    imap.read_and_wait(mailbox.url, Draft.objects.exists)
    assert states() == [(State.TAKEN, "")]


@pytest.mark.parametrize("how", [[], ["--once"]])
def test_ctrl_c_ends_it_without_a_word(
    how: list[str], mailbox: Mailbox, claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(_box: BaseMailBox, *_asked: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(BaseMailBox, "uids", pressed)
    told = StringIO()
    with override_settings(MAIL_IN_URL=mailbox.url):
        try:
            call_command("read_mail", *how, stdout=told, stderr=told)
        except KeyboardInterrupt:
            pytest.fail("Whoever stops it reads a traceback.")
    assert told.getvalue() == "\n"


def test_what_is_too_large_is_not_fetched(mailbox: Mailbox, claire: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap, "LARGEST", 1_000)
    mailbox.deliver(raw(claire, "They call. " * 1_000))
    imap.read(mailbox.url)
    mail = IncomingMail.objects.get()
    assert (mail.state, mail.why, mail.sender, mail.size > 11_000) == (
        State.IGNORED, Why.TOO_LARGE, claire.email, True,
    )  # fmt: skip


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("size", "parts"),
    [
        (imap.LARGEST - 1, ["BODY.PEEK[]"]),
        (imap.LARGEST, ["BODY.PEEK[]"]),
        (imap.LARGEST + 1, ["BODY.PEEK[HEADER]"]),
        # A server that does not tell it.
        (None, ["BODY.PEEK[]"]),
    ],
)
def test_the_size_is_asked_for_first_and_the_body_only_of_what_is_small_enough(
    size: int | None, parts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of what is gone before it is fetched, nothing is taken."""
    for words in (b"Subject: Ports\r\n\r\n", b""):
        server, taken = MailServer(size, words), list[tuple[Any, ...]]()
        monkeypatch.setattr(imap, "take_mail", lambda raw, taken=taken: taken.append((raw,)))
        monkeypatch.setattr(imap, "note_aside", lambda raw, why, *, size, taken=taken: taken.append((raw, why, size)))
        assert imap.take_unread(cast("BaseMailBox", server)) == 1
        asked = [("fetch", "7", f"({part})") for part in ("RFC822.SIZE", *parts)]
        assert server.asked == [("uids", "UNSEEN"), *asked, ("flag", "7", "\\Seen", True)]
        is_large = parts == ["BODY.PEEK[HEADER]"]
        assert taken == ([(words, Why.TOO_LARGE, size)] if is_large else [(words,)] if words else [])


@dataclass
class MailServer:
    """One mail that nobody has read, and what was asked of its server, in order."""

    size: int | None
    words: bytes
    asked: list[tuple[Any, ...]] = field(default_factory=list)

    @property
    def client(self) -> "MailServer":
        return self

    def uids(self, which: str) -> list[str]:
        self.asked.append(("uids", which))
        return ["7"]

    def uid(self, command: str, uid: str, what: str) -> tuple[str, list[Any]]:
        self.asked.append((command, uid, what))
        if what == "(RFC822.SIZE)":
            return "OK", [None if self.size is None else f"1 (UID 7 RFC822.SIZE {self.size})".encode()]
        return "OK", [(f"1 (UID 7 {what} {{{len(self.words)}}}".encode(), self.words), b")"] if self.words else [None]

    def flag(self, uid: str, what: str, is_so: bool) -> None:
        self.asked.append(("flag", uid, what, is_so))


def test_while_the_database_is_away_mails_stay_unread(
    mailbox: Mailbox, claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_given: Any, **_how: Any) -> None:
        raise OperationalError

    mailbox.deliver(raw(claire))
    with monkeypatch.context() as patch:
        patch.setattr(take_mail, "become", away)
        with pytest.raises(OperationalError):
            imap.read(mailbox.url)
    assert (mailbox.unread(), states()) == (1, [])
    assert (imap.read(mailbox.url), states()) == (1, [(State.TAKEN, "")])


@pytest.mark.django_db(transaction=True)
def test_the_same_mail_by_pipe_and_by_imap_at_the_same_moment_is_one(
    mailbox: Mailbox, claire: User, at_once: AtOnce
) -> None:
    mail = raw(claire)
    mailbox.deliver(mail)
    deeds: list[Callable[[], Any]] = [lambda: take_mail.take_mail(mail).pk, lambda: imap.read(mailbox.url)]
    done = at_once([*deeds, *deeds])
    made = at_once([lambda: (IncomingMail.objects.get().pk, Draft.objects.count())])
    assert (made, mailbox.unread()) == ([(done[0], 1)], 0)


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], int]:
    """The exit code with which the command ends."""

    def pipe(mail: bytes) -> int:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=BytesIO(mail)))
        try:
            call_command("receive_mail")
        except SystemExit as end:
            return int(str(end.code))
        return 0

    return pipe


def test_a_mail_is_piped_in(piped: Callable[[bytes], int], claire: User) -> None:
    assert ([piped(each) for each in (raw(claire), b"\xff")], Draft.objects.count()) == ([0, 0], 1)


def test_the_mail_server_tries_again_when_it_is_no_fault_of_the_mail(
    piped: Callable[[bytes], int], claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_raw: bytes) -> None:
        raise OperationalError

    monkeypatch.setattr(receive_mail, "take_mail", away)
    assert piped(raw(claire)) == 75


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("imaps://su%40ivi:a%2Fb@mail.example/In/Suivi", (True, "mail.example", 993, "su@ivi", "a/b", "In/Suivi")),
        ("imap://suivi:x@127.0.0.1:1143", (False, "127.0.0.1", 1143, "suivi", "x", "INBOX")),
    ],
)
def test_the_place_of_the_mailbox_is_one_line(url: str, place: tuple[Any, ...]) -> None:
    assert imap.place_of(url) == imap.Place(*place)


@pytest.mark.parametrize("url", ["", "https://mail.example", "imaps://mail.example", "imap://suivi:x@mail.example"])
def test_a_place_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="MAIL_IN_URL must"):
        imap.place_of(url)


def test_the_command_says_what_to_set() -> None:
    with pytest.raises(CommandError, match="Set MAIL_IN_URL"):
        call_command("read_mail")
    with override_settings(MAIL_IN_URL="https://x"), pytest.raises(CommandError, match="must look like"):
        call_command("read_mail")
