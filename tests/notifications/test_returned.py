"""What the mail server refuses marks the address: its owner's officer is told, until somebody says that it works."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.accounts.conftest import Letterbox
from tests.notifications.conftest import Tell, plain_of
from tracker.accounts.models import User
from tracker.background.mail_rows import MailStatus
from tracker.background.models import Bounce
from tracker.background.refusals import mark_told
from tracker.circulation.models import Copy
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.notifications.models import Mail, Notification
from tracker.notifications.reasons import Reason

SignIn = Callable[[User], Client]
MakeFollowUp = Callable[..., FollowUp]


@pytest.fixture
def refusing(letterbox: Letterbox) -> list[str]:
    """What a server says to mail for Noor: that it knows nobody called so, unless it is told to say something else."""
    answers = ["550 5.1.1 No such user"]

    async def handle_rcpt(_server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if address.startswith("noor@"):
            return answers[0]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    letterbox.handle_RCPT = handle_rcpt  # type: ignore[attr-defined]
    return answers


@pytest.fixture
def theirs(make_follow_up: MakeFollowUp, noor: User, claire: User) -> list[FollowUp]:
    """Two of Noor's, recorded by Claire."""
    return [make_follow_up(title, owner=noor.person, by=claire) for title in ("Send the list", "Call them")]


def lines_of(user: User) -> list[Notification]:
    return list(Notification.objects.open().filter(user=user, reason=Reason.RETURNED))


@pytest.mark.usefixtures("refusing", "theirs")
def test_an_address_that_is_refused_is_marked_with_the_words_of_the_server_and_the_mail(
    morning: datetime, tell: Tell
) -> None:
    tell(morning)
    mail, bounce = Mail.objects.get(), Bounce.objects.get()
    assert (mail.status, mail.said) == (MailStatus.NOT_SENT, "5.1.1 No such user")
    assert (bounce.address, bounce.said, bounce.message_id) == ("noor@suivi.example", mail.said, mail.message_id)


@pytest.mark.usefixtures("theirs")
@pytest.mark.parametrize(
    "answer", ["451 4.2.0 Try later", "550 5.7.1 Refused by policy", "552 5.3.4 Message too big", "552 5.2.3 Too long"]
)
def test_what_is_refused_for_now_or_for_another_reason_marks_nobody(
    answer: str, morning: datetime, tell: Tell, refusing: list[str]
) -> None:
    refusing[0] = answer
    tell(morning)
    assert not Bounce.objects.exists()


@pytest.mark.usefixtures("refusing")
def test_the_officer_is_told_once_of_an_address_in_the_bell_and_the_daily_mail(
    theirs: list[FollowUp], morning: datetime, claire: User, noor: User, tell: Tell, sign_in: SignIn
) -> None:
    tell(morning)
    [mail] = [mail for mail in tell(morning + timedelta(days=1)) if mail["To"].endswith("<claire@suivi.example>")]
    assert "Mail to noor@suivi.example comes back since" in plain_of(mail)
    assert mail["Subject"] == "Suivi: Mail to one owner comes back"
    assert [line.follow_up for line in lines_of(claire)] == [theirs[0]]
    assert "comes back since" in sign_in(claire).get("/news/").text
    tell(morning + timedelta(days=2))
    assert (len(lines_of(claire)), lines_of(noor)) == (1, [])


@pytest.mark.usefixtures("refusing", "theirs")
def test_once_somebody_says_that_it_works_the_line_is_over(
    morning: datetime, claire: User, noor: User, tell: Tell, sign_in: SignIn
) -> None:
    tell(morning)
    tell(morning + timedelta(days=1))
    page = f"/partners/people/{noor.person.pk}/"
    browser = sign_in(claire)
    assert "Mail to noor@suivi.example comes back since" in browser.get(page).text
    assert "mail comes back" in browser.get("/partners/people/").text
    browser.post(f"{page}mail-arrives/")
    browser.post(f"{page}mail-arrives/")
    assert "comes back since" not in browser.get(page).text + browser.get("/partners/people/").text
    bounce = Bounce.objects.get()
    assert (bounce.cleared_by, bounce.cleared_at is not None) == (claire, True)
    tell(morning + timedelta(days=7))
    assert [row.closed_at for row in Notification.objects.filter(user=claire, reason=Reason.RETURNED)] != [None]


def test_a_changed_address_is_not_marked_any_more(noor: User, claire: User, sign_in: SignIn) -> None:
    Bounce.mark("noor@suivi.example", "No such user", "")
    User.objects.filter(pk=noor.pk).update(email="noor@new.example")
    assert "comes back since" not in sign_in(claire).get(f"/partners/people/{noor.person.pk}/").text


def test_an_officer_is_told_nothing_by_what_they_do_not_see(
    secret: FollowUp, noor: User, claire: User, morning: datetime, tell: Tell
) -> None:
    FollowUp.objects.filter(pk=secret.pk).update(owner=noor.person, recorder=noor)
    Bounce.mark("claire@suivi.example", "No such user", "")
    Bounce.mark("noor@suivi.example", "No such user", "")
    tell(morning)
    assert not Notification.objects.filter(reason=Reason.RETURNED).exists()


def test_administrators_see_what_failed_of_every_kind_and_send_it_again(
    going_round: Any, jonas: User, amina: User, sign_in: SignIn
) -> None:
    copy = Copy.objects.earliest("id")
    Copy.objects.filter(pk=copy.pk).update(status=MailStatus.NOT_SENT, said="No such user", attempts=1)
    Bounce.mark(copy.address, "No such user", copy.message_id)
    browser = sign_in(jonas)
    page = browser.get("/mails/today/").text
    assert [words in page for words in (copy.address, "No such user", "Mail arrives again")] == [True] * 3
    again = f"/mails/failed/circulation/{copy.pk}/again/"
    assert sign_in(amina).post(again).status_code == 403
    browser.post(again)
    browser.post(f"/mails/bounces/{Bounce.objects.get().pk}/works/")
    copy.refresh_from_db()
    assert (copy.status, copy.said, Bounce.objects.open().exists()) == (MailStatus.WAITING, "", False)
    assert [browser.post(path).status_code for path in ("/mails/failed/no/1/again/", "/mails/bounces/0/works/")] == [
        404, 404,
    ]  # fmt: skip


def test_the_address_of_a_hidden_person_is_no_trace_of_them(claire: User, jonas: User, sign_in: SignIn) -> None:
    Person.add(by=claire, name="Hidden", email="hidden@elsewhere.example", classification="restricted")
    for address in ("Hidden@elsewhere.example", "press@elsewhere.example"):
        Bounce.mark(address, "No such mailbox", "")
    browser = sign_in(jonas)
    pages = [browser.get(path).text for path in ("/mails/today/", "/admin/background/bounce/")]
    assert [("hidden@" in page, "press@" in page) for page in pages] == [(False, True)] * 2
    hidden = Bounce.objects.earliest("pk")
    assert browser.post(f"/mails/bounces/{hidden.pk}/works/").status_code == 404


@pytest.mark.parametrize(
    ("event_type", "reason", "said", "marked"),
    [
        ("bounced", "bounced", "550 5.1.1 No such user", True),
        ("rejected", "invalid", "", True),
        ("bounced", "bounced", "550 5.7.1 Refused by policy", False),
        ("bounced", "spam", "", False),
        ("deferred", "bounced", "", False),
        ("delivered", None, "", False),
    ],
)
@pytest.mark.usefixtures("db")
def test_what_a_mail_service_tells_marks_an_address(
    event_type: str, reason: str | None, said: str, marked: bool
) -> None:
    """Events have these names whichever service sends them: see Anymail's AnymailTrackingEvent."""
    event = SimpleNamespace(
        event_type=event_type, reject_reason=reason, mta_response=said, description=None,
        recipient="noor@suivi.example", message_id="1",
    )  # fmt: skip
    mark_told(event)
    assert Bounce.objects.open().exists() == marked


@pytest.mark.django_db(transaction=True)
def test_four_that_come_back_at_once_mark_the_address_once(at_once: Any) -> None:
    at_once([lambda: Bounce.mark("noor@suivi.example", "No such user", "", at=timezone.now())] * 4)
    assert at_once([Bounce.objects.count]) == [1]
