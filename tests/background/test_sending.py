"""What becomes of each mail that is a row, whatever its server or service says and whenever it says it."""

import runpy
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused, SMTPServerDisconnected
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.mail import EmailMessage
from django.test import RequestFactory
from django.utils import timezone, translation

from tracker.accounts.models import User
from tracker.background import say_unsent as unsent
from tracker.background import send_rows as sending
from tracker.background.mail_rows import CUT_OFF, LEFT_OVER, MailRow, MailStatus, NotOurs, new_message_id
from tracker.background.models import Bounce
from tracker.background.refusals import (
    is_closed_to_us,
    is_loss,
    is_of_the_address,
    is_temporary,
    mark_refused,
    mark_returned,
    mark_told,
    row_of,
    say_refusal,
)
from tracker.background.send_rows import MOST_ATTEMPTS, Sent, send_rows
from tracker.health.models import Fault, FaultMail

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]
NOW = datetime(2018, 5, 25, 12, tzinfo=UTC)


class Line:
    """The line to a mail server: it is given the words by `data`."""

    def data(self, _words: Any) -> Any:
        return 250, b"OK"


class Server:
    """Says of each mail what stands in `answers`: an error, before it was given the words or after, or nothing."""

    def __init__(self, answers: list[tuple[str, Exception | None]], *, speaks_smtp: bool = True) -> None:
        self.answers, self.told = list(answers), list[Any]()
        self.connection = Line() if speaks_smtp else None

    def open(self) -> None:
        self.told.append("open")

    def close(self) -> None:
        self.told.append("close")

    def send_messages(self, messages: list[EmailMessage]) -> None:
        [message] = messages
        when, error = self.answers.pop(0)
        self.told.append((message.subject, message.extra_headers["Message-ID"]))
        if error and when == "before":
            raise error
        if self.connection:
            self.connection.data("words")
        if error:
            raise error


@pytest.fixture
def rows(jonas: User) -> list[FaultMail]:
    return [FaultMail.objects.create(fault=Fault.objects.create(kind=kind, place="a.py"), user=jonas) for kind in "abc"]


def mail_of(row: FaultMail) -> EmailMessage:
    return EmailMessage(row.fault.kind, "words", None, [row.user.email])


def states(rows: list[FaultMail]) -> list[tuple[str, int, str]]:
    return [*FaultMail.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk")
            .values_list("status", "attempts", "said")]  # fmt: skip


NOBODY = SMTPRecipientsRefused({"jonas@suivi.example": (550, b"5.1.1 Nobody \xff")})
LATER = SMTPRecipientsRefused({"jonas@suivi.example": (451, b"4.7.1 Later")})
GONE, WAITING = SMTPServerDisconnected("Gone"), ("waiting", 0, "")
SENT = ("sent", 1, "")
# What the server says of the first, and what becomes of the three, of which it takes the others.
BECOMES: list[tuple[str, Exception | None, list[tuple[str, int, str]], Sent]] = [
    ("", None, [SENT] * 3, Sent(3, 0, 0)),
    ("before", NOBODY, [("not_sent", 1, "5.1.1 Nobody \ufffd"), SENT, SENT], Sent(2, 0, 1)),
    ("before", LATER, [("waiting", 1, "4.7.1 Later"), SENT, SENT], Sent(2, 1, 0)),
    ("before", SMTPSenderRefused(530, b"Who?", "a"), [("not_sent", 1, "Who?"), SENT, SENT], Sent(2, 0, 1)),
    ("after", SMTPDataError(452, b"Full"), [("waiting", 1, "Full"), SENT, SENT], Sent(2, 1, 0)),
    ("after", SMTPDataError(554, b"Spam"), [("not_sent", 1, "Spam"), SENT, SENT], Sent(2, 0, 1)),
    ("before", GONE, [("waiting", 1, "Gone"), WAITING, WAITING], Sent(0, 3, 0)),
    ("after", GONE, [("unsure", 1, "Gone"), WAITING, WAITING], Sent(0, 2, 1)),
    ("after", TimeoutError("timed out"), [("unsure", 1, "timed out"), WAITING, WAITING], Sent(0, 2, 1)),
    ("before", ValueError("x" * 301), [("not_sent", 1, "x" * 300), SENT, SENT], Sent(2, 0, 1)),
]


@pytest.mark.parametrize(("when", "error", "became", "sent"), BECOMES)
def test_what_a_server_says_of_one_becomes_of_it_and_of_those_after_it(
    when: str, error: Exception | None, became: list[Any], sent: Sent, rows: list[FaultMail],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    server = Server([(when, error), ("", None), ("", None)])
    monkeypatch.setattr(sending, "mailers", SimpleNamespace(default=server))
    assert send_rows(iter(rows), mail_of) == sent
    assert (states(rows), [row.status for row in rows]) == (became, [state for state, _attempts, _said in became])
    tried = [row for row, state in zip(rows, became, strict=True) if state != WAITING]
    assert server.told == ["open", *((row.fault.kind, row.message_id) for row in tried), "close"]
    assert "data" not in vars(server.connection)
    assert [*Bounce.objects.values_list("address", "said", "message_id")] == (
        [("jonas@suivi.example", "5.1.1 Nobody \ufffd", rows[0].message_id)] if error is NOBODY else []
    )


class Answered(OSError):  # noqa: N818
    """What a mail service answers."""

    def __init__(self, status: int, cause: Exception | None = None) -> None:
        super().__init__(f"Answered {status}")
        self.response, self.__cause__ = SimpleNamespace(status_code=status), cause


# Of a mail service there is no moment at which it has not the words yet.
SERVICE: list[tuple[Exception, str]] = [
    (SMTPServerDisconnected("Gone"), "unsure"),
    (Answered(500), "unsure"),
    (Answered(401), "waiting"),
    (Answered(429), "waiting"),
    (Answered(500, OSError("ConnectTimeout")), "waiting"),
    (Answered(400), "not_sent"),
    (LATER, "waiting"),
    (ValueError("No"), "not_sent"),
]


@pytest.mark.parametrize(("error", "state"), SERVICE)
def test_a_service_that_breaks_off_may_have_the_mail(
    error: Exception, state: str, rows: list[FaultMail], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Server([("before", error)], speaks_smtp=False)
    monkeypatch.setattr(sending, "mailers", SimpleNamespace(default=server))
    send_rows(rows[:1], mail_of)
    assert states(rows[:1])[0][0] == state


def test_what_was_put_off_so_often_is_not_tried_any_more(
    rows: list[FaultMail], monkeypatch: pytest.MonkeyPatch
) -> None:
    for row, attempts in zip(rows, (MOST_ATTEMPTS - 2, MOST_ATTEMPTS - 1, 0), strict=True):
        row.attempts = attempts
        row.save()
    server = Server([("before", LATER)] * 3)
    monkeypatch.setattr(sending, "mailers", SimpleNamespace(default=server))
    assert send_rows(rows, mail_of) == Sent(0, 2, 1)
    assert [status for status, _attempts, _said in states(rows)] == ["waiting", "not_sent", "waiting"]


def test_what_others_send_or_nobody_needs_is_not_counted(
    rows: list[FaultMail], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Server([("", None)])
    monkeypatch.setattr(sending, "mailers", SimpleNamespace(default=server))
    FaultMail.objects.get(pk=rows[0].pk).claim()

    def mail(row: FaultMail) -> EmailMessage | None:
        if row == rows[1]:
            row.close(MailStatus.NOT_SENT, "Nobody is told.")
            return None
        return mail_of(row)

    assert send_rows(rows, mail) == Sent(1, 0, 1)
    assert states(rows) == [("begun", 1, ""), ("not_sent", 1, "Nobody is told."), SENT]


def test_a_mail_that_somebody_took_over_is_left_to_them(rows: list[FaultMail], monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server([("", None)] * 3)
    monkeypatch.setattr(sending, "mailers", SimpleNamespace(default=server))

    def mail(row: FaultMail) -> EmailMessage:
        FaultMail.objects.filter(pk=rows[0].pk).update(attempts=7, status="begun")
        return mail_of(row)

    send_rows(rows, mail)
    assert states(rows) == [("begun", 7, ""), WAITING, WAITING]
    with pytest.raises(NotOurs):
        rows[0].hand_over()
    assert (server.told[-1], "data" in vars(server.connection)) == ("close", False)


def test_a_server_that_is_not_reached_puts_all_off(rows: list[FaultMail], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise ConnectionRefusedError("Refused " + "x" * 300)

    server = Server([])
    monkeypatch.setattr(server, "open", refuse)
    monkeypatch.setattr(sending, "mailers", SimpleNamespace(default=server))
    assert send_rows(rows, mail_of) == Sent(0, 3, 0)
    assert (states(rows), server.told) == ([("waiting", 0, ("Refused " + "x" * 300)[:300])] * 3, [])


def test_an_error_of_ours_closes_the_line(rows: list[FaultMail], monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server([("before", KeyError("ours"))])
    monkeypatch.setattr(sending, "mailers", SimpleNamespace(default=server))
    with pytest.raises(KeyError):
        send_rows(rows, mail_of)
    assert (server.told[-1], states(rows)) == ("close", [("begun", 1, ""), WAITING, WAITING])


class ServiceError(Exception):
    def __init__(self, response: Any, cause: Exception | None = None) -> None:
        self.response, self.__cause__ = response, cause


def answered(status: int) -> ServiceError:
    return ServiceError(SimpleNamespace(status_code=status))


class Unreached(Exception):  # noqa: N818
    def __repr__(self) -> str:
        return f"MaxRetryError({self})"


# Whether nobody knows what became of the mail, whether a service is closed to us, whether it is to be tried again.
ERRORS: list[tuple[Exception, tuple[bool, bool, bool]]] = [
    (SMTPServerDisconnected(), (True, False, False)),
    (TimeoutError(), (True, False, False)),
    (ConnectionResetError(), (True, False, False)),
    (OSError("x"), (False, False, False)),
    (NOBODY, (False, False, False)),
    (LATER, (False, False, True)),
    (SMTPRecipientsRefused({"a": (450, b""), "b": (550, b"")}), (False, False, False)),
    (SMTPRecipientsRefused({"a": (399, b"")}), (False, False, False)),
    (SMTPRecipientsRefused({"a": (400, b""), "b": (499, b"")}), (False, False, True)),
    (SMTPDataError(399, b""), (False, False, False)),
    (SMTPDataError(400, b""), (False, False, True)),
    (SMTPDataError(499, b""), (False, False, True)),
    (SMTPDataError(500, b""), (False, False, False)),
    (ServiceError(None), (True, False, False)),
    (answered(500), (True, False, False)),
    (answered(503), (True, False, False)),
    (answered(499), (False, False, False)),
    (answered(400), (False, False, False)),
    (answered(401), (False, True, False)),
    (answered(402), (False, False, False)),
    (answered(403), (False, True, False)),
    (answered(429), (False, True, False)),
    (ServiceError(None, Unreached("NewConnectionError")), (True, True, False)),
    (ServiceError(None, Unreached("ConnectTimeout")), (True, True, False)),
    (ServiceError(None, Unreached("ReadTimeout")), (True, False, False)),
]


def test_what_an_error_tells_of_the_mail_and_of_whoever_takes_it() -> None:
    found = [(error, (is_loss(error), is_closed_to_us(error), is_temporary(error))) for error, _expected in ERRORS]
    assert found == ERRORS


# What a server says for good, and whether it says it of the address.
SAID = {
    "5.1.1 No such user": True, "5.1.10 Nobody": True, "5.2.1 Closed": True, "5.2.2 Full": True,
    "5.2.3 Too large": False,
    "5.3.4 Too large": False, "5.4.4 No way": True, "5.5.0 What?": False, "5.6.1 Form": False, "5.7.1 Policy": False,
    "5.0.0 Other": True, "No such user": True, "": True, "15.7.1": True, "5.7": True, "See 5.7.26 there": False,
    "4.7.1 Later": True,
}  # fmt: skip


def test_which_words_are_of_the_address() -> None:
    assert {said: is_of_the_address(said) for said in SAID} == SAID


def marked() -> list[tuple[str, str, str]]:
    return [*Bounce.objects.order_by("pk").values_list("address", "said", "message_id")]


def test_each_recipient_who_is_refused_for_good_is_marked() -> None:
    refused = SMTPRecipientsRefused({
        "Ann <Ann@x.example>": (550, b"5.1.1 No"), "b@x.example": (450, b"Later"), "c@x.example": (500, b"No"),
        "d@x.example": (599, "No"), "e@x.example": (550, b"5.7.1 Spam"), "f@x.example": (600, b"?"),
    })  # type: ignore[dict-item]  # fmt: skip
    mark_refused(refused, "<1@x>")
    mark_refused(SMTPDataError(550, b"5.1.1 No"), "<2@x>")
    of_service: Any = type("AnymailRecipientsRefused", (Exception,), {})("Nobody")
    of_service.email_message = EmailMessage("a", "b", None, ["Gus <Gus@x.example>", "h@x.example"])
    mark_refused(of_service, "<3@x>")
    assert marked() == [
        ("ann@x.example", "5.1.1 No", "<1@x>"), ("c@x.example", "No", "<1@x>"), ("d@x.example", "No", "<1@x>"),
        ("gus@x.example", "Nobody", "<3@x>"),
    ]  # fmt: skip
    assert [say_refusal(error) for error in (refused, SMTPDataError(550, b"No"), ValueError("x"), NOBODY)] == [
        "5.1.1 No", "No", "x", "5.1.1 Nobody \ufffd",
    ]  # fmt: skip


def test_what_a_service_tells_later_marks_an_address() -> None:
    kinds = ("bounced", "rejected", "complained", "deferred")
    for number, (kind, reason, response, about, recipient) in enumerate(
        [(kind, reason, "5.1.1 No", "", f"{kind}-{reason}@x.example") for kind in kinds
         for reason in ("bounced", "invalid", "spam", None)]
        + [("bounced", "bounced", None, "Nobody", "about@x.example"),
           ("bounced", "bounced", None, None, "none@x.example"),
           ("bounced", "bounced", "", "5.7.1", "policy@x.example"), ("bounced", "bounced", "No", "", "")]
    ):  # fmt: skip
        mark_told(SimpleNamespace(
            event_type=kind, reject_reason=reason, mta_response=response, description=about, recipient=recipient,
            message_id=None if kind == "rejected" else number,
        ))  # fmt: skip
    assert marked() == [
        ("bounced-bounced@x.example", "5.1.1 No", ""), ("bounced-invalid@x.example", "5.1.1 No", "1"),
        ("rejected-bounced@x.example", "5.1.1 No", ""), ("rejected-invalid@x.example", "5.1.1 No", ""),
        ("about@x.example", "Nobody", "16"), ("none@x.example", "", "17"),
    ]  # fmt: skip


def test_a_report_marks_only_whom_a_mail_of_ours_went_to(rows: list[FaultMail]) -> None:
    row = rows[1]
    found = [
        mark_returned(key, addresses, "No")
        for key, addresses in [("", {"jonas@suivi.example"}), ("<1@elsewhere>", {"jonas@suivi.example"}),
                               (row.message_id, {"noor@suivi.example"}), (row.message_id, set()),
                               (row.message_id, {"jonas@suivi.example", "a@x.example"})]
    ]  # fmt: skip
    assert (found, marked()) == ([False] * 4 + [True], [("jonas@suivi.example", "No", row.message_id)])
    assert [row_of(key) for key in (row.message_id, "", "<1@elsewhere>")] == [row, None, None]


def test_an_address_is_marked_from_the_first_to_the_last_time_until_somebody_says_that_it_works(jonas: User) -> None:
    later = NOW + timedelta(days=1)
    Bounce.mark("Ann@X.example", "a" * 301, "b" * 201, at=NOW)
    Bounce.mark("ann@x.EXAMPLE", "again", "<2>", at=later)
    Bounce.mark("other@x.example", "No", "", at=NOW)
    values = ("address", "since", "last_at", "said", "message_id")
    ann = Bounce.objects.filter(address="ann@x.example")
    assert [*ann.values_list(*values)] == [("ann@x.example", NOW, later, "again", "<2>")]
    found = [len(Bounce.objects.of(asked)) for asked in (["ANN@x.example", ""], [], [""], ["a", "Other@x.example"])]
    assert found == [1, 0, 0, 1]
    assert [Bounce.objects.of(["ann@x.example"]).clear(by=jonas) for _twice in "ab"] == [1, 0]
    assert (ann.get().cleared_by, str(ann.get()), Bounce.objects.open().count()) == (jonas, "ann@x.example", 1)
    Bounce.mark("ann@x.example", "a" * 301, "b" * 201, at=later)
    assert [*ann.values_list(*values)] == [
        ("ann@x.example", later, later, "a" * 300, "b" * 200), ("ann@x.example", NOW, later, "again", "<2>"),
    ]  # fmt: skip


def test_what_somebody_else_marked_at_the_same_moment_is_marked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    Bounce.mark("ann@x.example", "First", "<1>", at=NOW)
    tried: list[Any] = []

    class Same:
        """Finds nothing at first, as the other had not written yet."""

        def update(self, **values: Any) -> int:
            tried.append(values)
            return 0 if len(tried) == 1 else ours.update(**values)

    ours = Bounce.objects.filter(address="ann@x.example")
    monkeypatch.setattr(Bounce.objects, "of", lambda _addresses: Same())
    Bounce.mark("ann@x.example", "Second", "<2>", at=NOW)
    assert marked() == [("ann@x.example", "Second", "<2>")]


def test_what_was_cut_off_or_left_over_is_known_by_its_age(rows: list[FaultMail]) -> None:
    second = timedelta(seconds=1)

    def at(status: str, moment: datetime) -> None:
        FaultMail.objects.filter(pk=rows[0].pk).update(status=status, at=moment)

    found = []
    for status in MailStatus.values:
        for age in (LEFT_OVER, LEFT_OVER + second):
            at(status, NOW - age)
            found.append((status, age > LEFT_OVER, rows[0] in FaultMail.objects.left_over(NOW)))
    assert [each for each in found if each[2]] == [("waiting", True, True)]
    settled = []
    for status in MailStatus.values:
        for age in (CUT_OFF, CUT_OFF + second):
            at(status, NOW - age)
            FaultMail.objects.all().settle_cut_off(NOW)
            now = FaultMail.objects.get(pk=rows[0].pk).status
            settled += [(status, age > CUT_OFF, now)] if now != status else []
    assert settled == [("begun", True, "waiting"), ("handed", True, "unsure")]


def test_what_a_status_leaves_open_is_explained(rows: list[FaultMail]) -> None:
    row, found = rows[0], dict[tuple[str, str], str]()
    for row.status in MailStatus.values:
        for row.said in ("", "No"):
            found[row.status, row.said] = row.explained
    unsure = "It was cut off while it was sent. It may have arrived, and is not sent again by itself."
    assert {key: words for key, words in found.items() if words} == {
        ("unsure", ""): unsure, ("unsure", "No"): unsure,
        ("waiting", "No"): "The mail server does not take it yet. It is tried again every few minutes.",
    }  # fmt: skip


def test_only_what_was_not_sent_may_be_asked_for_again(rows: list[FaultMail]) -> None:
    found = {}
    for status in MailStatus.values:
        FaultMail.objects.update(status=status, said="No", at=NOW)
        found[status] = (rows[0].ask_again(), *states(rows)[:2])
    asked = {status: (False, (status, 0, "No"), (status, 0, "No")) for status in MailStatus.values}
    again = {status: (True, ("waiting", 0, ""), (status, 0, "No")) for status in ("not_sent", "unsure")}
    assert found == asked | again
    row = FaultMail.objects.get(pk=rows[0].pk)
    assert (row.status, timezone.now() - row.at < timedelta(minutes=1)) == ("waiting", True)
    assert FaultMail in MailRow.kinds()


@pytest.mark.parametrize(
    ("address", "domain"), [("https://suivi.example:8000/x", "@suivi.example>"), ("", "@localhost>")]
)
def test_a_message_id_is_of_the_house(address: str, domain: str, settings: Any) -> None:
    settings.SITE_ADDRESS = address
    assert new_message_id().endswith(domain)


def told(sent: Sent, *, is_at_work: bool, language: str, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    request: Any = RequestFactory().get("/")
    request._messages = CookieStorage(request)
    monkeypatch.setattr(unsent, "is_somebody_at_work", lambda: is_at_work)
    with translation.override(language):
        unsent.say_unsent(request, sent)
    return [(message.level_tag, str(message)) for message in get_messages(request)]


def test_whoever_sent_them_is_told_what_did_not_go_out(monkeypatch: pytest.MonkeyPatch) -> None:
    again, nobody = "It is tried again every few minutes.", "It is sent once a worker is started."
    one = "1 mail could not be sent. Below it says why; try again there."
    cases = {
        (Sent(9, 0, 0), True): [],
        (Sent(0, 0, 1), True): [("error", one)],
        (Sent(0, 0, 2), False): [("error", one.replace("1 mail", "2 mails"))],
        (Sent(0, 1, 0), True): [("warning", f"The mail server does not take 1 mail yet. {again}")],
        (Sent(0, 2, 1), False): [
            ("error", one),
            ("warning", f"The mail server does not take 2 mails yet. Nobody is at work in the background. {nobody}"),
        ],
    }
    found = {
        (sent, is_at_work): told(sent, is_at_work=is_at_work, language="en", monkeypatch=monkeypatch)
        for sent, is_at_work in cases
    }
    assert found == cases


def test_only_the_webhooks_of_the_service_of_the_house_are_addresses(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    listening: list[Any] = []
    signals, urls = ModuleType("anymail.signals"), ModuleType("anymail.urls")
    names = ["postmark_tracking_webhook", "postmark_inbound_webhook", "mandrill_webhook", "mailgun_tracking_webhook"]
    signals.__dict__["tracking"] = SimpleNamespace(connect=listening.append)
    urls.__dict__["urlpatterns"] = [SimpleNamespace(name=name) for name in names]
    for name, module in {"anymail": ModuleType("a"), "anymail.signals": signals, "anymail.urls": urls}.items():
        monkeypatch.setitem(sys.modules, name, module)
    found = []
    for settings.MAIL_SERVICE in ("postmark", "mandrill"):
        path = Path(sending.__file__).with_name("anymail_urls.py")
        found.append([each.name for each in runpy.run_path(str(path))["urlpatterns"]])
    assert found == [["postmark_tracking_webhook"], ["mandrill_webhook"]]
    event = {"event_type": "bounced", "reject_reason": "bounced", "mta_response": "No", "recipient": "a@x.example"}
    listening[-1](event=SimpleNamespace(**event, message_id="1", description=""), sender=None)
    assert marked() == [("a@x.example", "No", "1")]
