"""A mail of ours that comes back marks the address that it went to; any other report marks nothing."""

from datetime import date

import pytest

from tests.incoming_mail.mails import ADDRESS
from tracker.accounts.models import User
from tracker.background.models import Bounce
from tracker.directory.models import Person
from tracker.incoming_mail.models import State, Why
from tracker.incoming_mail.take_mail import take_mail as take
from tracker.notifications.models import Mail, MailKind

# As Postfix writes them: with the head of the mail; Exchange gives it back whole, and Gmail tells it in its References.
REPORT = """From: MAILER-DAEMON@mx.example (Mail Delivery System)
To: {to}
Subject: Undelivered Mail Returned to Sender
Message-ID: <{number}@mx.example>
Auto-Submitted: auto-replied
{references}Content-Type: multipart/report; report-type=delivery-status; boundary="cut"
MIME-Version: 1.0

--cut
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--cut
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Mon, 30 Nov 2026 08:00:01 +0100 (CET)

{recipient}
Action: {action}
Status: {status}
{diagnostic}
{given_back}
--cut--
"""
HEAD = """
--cut
Content-Type: text/rfc822-headers

Subject: Suivi: One is late
Message-ID: {message_id}
"""
WHOLE = """
--cut
Content-Type: message/rfc822

Subject: Suivi: One is late
Message-ID: {message_id}
Content-Type: text/plain

Suivi
"""


@pytest.fixture
def sent(noor: User) -> Mail:
    mail: Mail = Mail.objects.create(user=noor, kind=MailKind.DIGEST, day=date(2026, 11, 30), status="sent")
    return mail


def report(message_id: str, number: int = 1, form: str = HEAD, **values: str) -> bytes:
    given = {
        "to": ADDRESS, "recipient": "Final-Recipient: rfc822; Noor@Suivi.example", "action": "failed",
        "status": "5.1.1",
        "diagnostic": "Diagnostic-Code: smtp; 550 5.1.1 No such user", "references": "",
    } | values  # fmt: skip
    return REPORT.format(number=number, given_back=form.format(message_id=message_id), **given).encode()


def marked() -> list[tuple[str, str]]:
    return list(Bounce.objects.open().values_list("address", "said"))


@pytest.mark.parametrize(
    ("form", "values"),
    [
        (HEAD, {}),
        (
            WHOLE,
            {"recipient": "Original-Recipient: rfc822;noor@suivi.example\nFinal-Recipient: rfc822;n@b.example"},
        ),
        ("", {"references": "References: {message_id}\n"}),
        (HEAD, {"recipient": "Final-Recipient: UTF-8; noor@suivi.example", "status": "5.0.0"}),
    ],
)
def test_a_mail_that_comes_back_marks_its_address_and_becomes_nothing_else(
    form: str, values: dict[str, str], sent: Mail
) -> None:
    said = {name: value.format(message_id=sent.message_id) for name, value in values.items()}
    mail = take(report(sent.message_id, form=form, **said))
    assert (mail.state, mail.why) == (State.IGNORED, Why.RETURNED)
    assert marked() == [("noor@suivi.example", "550 5.1.1 No such user")]
    assert Bounce.objects.get().message_id == sent.message_id


@pytest.mark.parametrize(
    "values",
    [
        {"action": "delayed", "status": "4.4.1"},
        {"action": "delivered", "status": "2.0.0"},
        {"status": "5.7.1", "diagnostic": "Diagnostic-Code: smtp; 550 5.7.1 Message refused by policy"},
        {"status": "5.0.0", "diagnostic": "Diagnostic-Code: smtp; 552 5.3.4 Message too big"},
        {"recipient": "Final-Recipient: rfc822; claire@suivi.example"},
        {"recipient": "Final-Recipient: x400; noor@suivi.example"},
    ],
)
def test_what_is_late_refused_for_its_content_or_went_to_others_marks_nobody(
    values: dict[str, str], sent: Mail
) -> None:
    mail = take(report(sent.message_id, **values))
    assert (mail.state, mail.why, marked()) == (State.IGNORED, Why.AUTOMATIC, [])


@pytest.mark.usefixtures("noor")
def test_a_report_about_a_mail_that_is_not_ours_marks_nobody() -> None:
    for number, form in enumerate((HEAD, WHOLE, "")):
        assert take(report("<forged@elsewhere.example>", number, form=form)).why == Why.AUTOMATIC
    assert marked() == []


def test_an_address_that_changed_since_is_not_marked(sent: Mail, noor: User) -> None:
    User.objects.filter(pk=noor.pk).update(email="noor@new.example")
    take(report(sent.message_id))
    assert marked() == []


def test_the_same_report_twice_and_another_keep_the_day_of_the_first(sent: Mail, noor: User) -> None:
    take(report(sent.message_id))
    first = Bounce.objects.get()
    take(report(sent.message_id))
    take(report(sent.message_id, 2, diagnostic="Diagnostic-Code: smtp; 550 5.2.1 Mailbox disabled"))
    row = Bounce.objects.get()
    assert (row.since, row.said, row.last_at > first.last_at) == (first.since, "550 5.2.1 Mailbox disabled", True)


def test_what_was_said_to_work_again_is_marked_anew_when_mail_comes_back_anew(sent: Mail, claire: User) -> None:
    take(report(sent.message_id))
    assert Bounce.objects.of([Person.objects.get(account=sent.user).account.email]).clear(by=claire) == 1
    assert marked() == []
    take(report(sent.message_id, 2))
    assert (len(marked()), Bounce.objects.count()) == (1, 2)
