"""The pages: the bell, the preferences, leaving without signing in, and what administrators see."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.notifications.conftest import Tell, mails, plain_of
from tracker.accounts.models import User
from tracker.change_requests.models import ChangeRequest
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.notes.write_note import write_note
from tracker.notifications.letter.leave_links import AT_ONCE, DAILY, token_of
from tracker.notifications.models import Mail, Notification, Preferences
from tracker.notifications.models.preferences import wishes_of
from tracker.notifications.reasons import Reason

SignIn = Callable[[User], Client]
MakeFollowUp = Callable[..., FollowUp]


@pytest.fixture
def late(make_follow_up: MakeFollowUp, noor: User) -> FollowUp:
    return make_follow_up("Send the list", owner=noor.person, due_on=date(2020, 1, 6), by=noor)


@pytest.mark.usefixtures("late")
def test_the_bell_shows_the_same_rows_read_and_unread(
    noor: User, morning: datetime, tell: Tell, sign_in: SignIn
) -> None:
    tell(morning)
    browser = sign_in(noor)
    page = browser.get("/news/").content.decode()
    assert ("Send the list" in page, 'data-unread="yes"' in page) == (True, True)
    newest = Notification.objects.latest("pk").pk
    browser.post("/news/read/", {"newest": newest})
    page = browser.get("/news/").content.decode()
    assert ("Send the list" in page, 'data-unread="yes"' in page) == (True, False)


@pytest.mark.usefixtures("late")
def test_the_bell_shows_nothing_to_others(claire: User, morning: datetime, tell: Tell, sign_in: SignIn) -> None:
    tell(morning)
    assert "Send the list" not in sign_in(claire).get("/news/").content.decode()


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("what", ["late", DAILY, AT_ONCE])
def test_looking_at_a_link_changes_nothing_however_often(what: str, method: str, noor: User) -> None:
    path = reverse("notifications:leave", args=[token_of(noor, what)])
    assert {getattr(Client(), method)(path).status_code for _time in range(20)} == {200}
    assert not Preferences.objects.exists()


@pytest.mark.parametrize(("what", "left"), [("late", "late"), (DAILY, ""), (AT_ONCE, "")])
def test_one_press_leaves_and_another_brings_it_back(what: str, left: str, noor: User) -> None:
    path = reverse("notifications:leave", args=[token_of(noor, what)])
    # As mail programs do it, without cookies or a token (RFC 8058).
    browser = Client(enforce_csrf_checks=True)
    found = []
    for address, data in ((path, {"List-Unsubscribe": "One-Click"}), (path, {}), (f"{path}join/", {})):
        assert browser.post(address, data).status_code == 200
        wishes = wishes_of(User.objects.get(pk=noor.pk))
        found.append((left in wishes.left, wishes.daily, wishes.at_once))
    gone = (bool(left), what != DAILY, what != AT_ONCE)
    assert found == [gone, gone, (False, True, True)]
    assert "sessionid" not in browser.cookies


@pytest.mark.parametrize("token", ["1.late", "1.late:forged", "x"])
def test_a_wrong_link_leads_nowhere(token: str, db: None) -> None:
    assert Client().post(f"/mails/leave/{token}/").status_code == 404


def test_a_link_of_a_closed_account_leads_nowhere(noor: User) -> None:
    path = reverse("notifications:leave", args=[token_of(noor, DAILY)])
    User.objects.filter(pk=noor.pk).update(is_active=False)
    assert Client().get(path).status_code == 404


def test_preferences_are_noted_and_the_house_says_the_rest(noor: User, jonas: User, sign_in: SignIn) -> None:
    sign_in(jonas).post(
        "/mails/preferences/house/", {"daily": "on", "at_once": "on", "hour": "10", "zone": "Asia/Tokyo"}
    )
    page = sign_in(noor).get("/mails/preferences/")
    keys = {str(name): key for key, name in page.context["form"].fields["days"].choices}
    days = [keys[name] for name in ("Monday", "Wednesday", "Sunday")]
    given = {"daily": "on", "sections": ["late", "new"], "days": days, "zone": "", "hour": "", "language": "fr"}
    sign_in(noor).post("/mails/preferences/", given)
    wishes = wishes_of(User.objects.get(pk=noor.pk))
    assert (wishes.hour, wishes.zone, wishes.days, wishes.daily, wishes.at_once) == (
        10,
        "Asia/Tokyo",
        "137",
        True,
        False,
    )
    assert wishes.left == {*Reason} - {Reason.LATE, Reason.NEW}


def test_a_zone_that_is_none_gets_a_sentence_and_loses_nothing(noor: User, sign_in: SignIn) -> None:
    page = sign_in(noor).post("/mails/preferences/", {"zone": "Brussel", "hour": "11"})
    text = page.content.decode()
    assert (page.status_code, "No time zone is called so" in text, 'value="Brussel"' in text) == (422, True, True)


@pytest.mark.usefixtures("late")
def test_administrators_see_what_would_be_sent_and_what_failed_and_send_it_again(
    noor: User, jonas: User, morning: datetime, sign_in: SignIn, tell: Tell, letterbox: Any, late: FollowUp
) -> None:
    browser = sign_in(jonas)
    if timezone.localdate().weekday() < 5:
        assert late.reference in browser.get("/mails/today/").content.decode()

    async def refuse(*_args: Any) -> str:
        return "554 No such mailbox"

    take, letterbox.handle_DATA = letterbox.handle_DATA, refuse
    tell(morning)
    letterbox.handle_DATA = take
    page = browser.get("/mails/today/").content.decode()
    assert ("No such mailbox" in page, "Send again to Noor Haddad" in page) == (True, True)
    browser.post(f"/mails/{Mail.objects.get().pk}/again/")
    assert ["Noor" in mail["To"] for mail in tell(morning)] == [True]


def test_a_mention_and_a_request_come_at_once_and_together(
    make_follow_up: MakeFollowUp, noor: User, claire: User, eu: Organisation, today: date, tell: Tell, letterbox: Any
) -> None:
    tell()
    row = make_follow_up("Share the list", owner=noor.person, partner=eu, due_on=today + timedelta(days=30))
    write_note(row, "@Noor Haddad shall we?", by=claire, mentions=[noor])
    ChangeRequest.ask(row, by=noor, due_on=today + timedelta(days=60), reason="No time.", asked_by=noor.person)
    subjects = {mail["To"]: mail["Subject"] for mail in tell()}
    assert subjects == {
        "Noor Haddad <noor@suivi.example>": "Suivi: You were mentioned",
        "Claire Dubois <claire@suivi.example>": "Suivi: One request to answer",
    }
    write_note(row, "@Noor Haddad and now?", by=claire, mentions=[noor])
    assert tell() == []
    Mail.objects.update(made_at=datetime(2020, 1, 6).astimezone())
    assert ["and now?" in plain_of(mail) for mail in tell()] == [True]
    assert len(mails(letterbox)) == 3


def test_what_is_due_soon_comes_at_once_and_what_is_not_does_not(
    make_follow_up: MakeFollowUp, noor: User, today: date, tell: Tell
) -> None:
    tell()
    for days in (2, 3):
        make_follow_up(f"In {days} days", owner=noor.person, due_on=today + timedelta(days=days))
    (mail,) = tell()
    assert [f"In {days} days" in plain_of(mail) for days in (2, 3)] == [True, False]


def test_without_anybody_to_whom_it_was_promised_a_request_goes_to_managers(
    make_follow_up: MakeFollowUp, noor: User, claire: User, amina: User, today: date, tell: Tell
) -> None:
    tell()
    row = make_follow_up("Share the list", owner=noor.person, due_on=today + timedelta(days=30))
    User.objects.filter(pk=claire.pk).update(is_active=False)
    ChangeRequest.ask(row, by=noor, due_on=today + timedelta(days=60), reason="No time.", asked_by=noor.person)
    assert [mail["To"] for mail in tell()] == ["Amina Rahman <amina@suivi.example>"]


def test_of_a_mail_about_what_they_do_not_see_administrators_find_no_trace(
    secret: FollowUp, mei: User, claire: User, jonas: User, morning: datetime, sign_in: SignIn, tell: Tell
) -> None:
    secret.give_to(mei.person, by=claire)
    tell(morning)
    mail = Mail.objects.get(user=mei)
    Mail.objects.update(status="not_sent", day=timezone.localdate())
    browser = sign_in(jonas)
    page = browser.get("/mails/today/").content.decode()
    assert ("mei@suivi.example" in page, secret.reference in page) == (False, False)
    assert browser.post(f"/mails/{mail.pk}/again/").status_code == 404
    assert "Mei" not in browser.get("/admin/notifications/mail/").content.decode()
