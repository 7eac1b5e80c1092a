"""Accounts on the admin site."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.accounts.by_hand import PASSWORD, choose, last_link, sign_in_by_hand
from tracker.accounts.calendar_link import CalendarLink
from tracker.accounts.models import User
from tracker.accounts.security_event import SecurityEvent
from tracker.follow_ups.models import FollowUp
from tracker.setup.service_urls.email_url import mailer

LIST = "/admin/accounts/user/"
SignIn = Callable[[User], Client]


def page_of(user: User) -> str:
    return reverse("admin:accounts_user_change", args=[user.pk])


def save(client: Client, user: User, **values: str) -> Any:
    words = {"name": user.name, "email": user.email, "role": user.role, "language": "", "is_active": "on"}
    return client.post(page_of(user), {name: value for name, value in (words | values).items() if value})


def test_it_opens_for_administrators(jonas: User, sign_in: SignIn) -> None:
    client = sign_in(jonas)
    assert [client.get(path).status_code for path in ("/admin/", LIST, page_of(jonas))] == [200, 200, 200]


@pytest.mark.parametrize("name", ["noor", "claire", "amina"])
@pytest.mark.parametrize("path", ["/admin/", LIST, "/admin/login/"])
def test_it_is_closed_to_everybody_else(request: pytest.FixtureRequest, sign_in: SignIn, name: str, path: str) -> None:
    answer = sign_in(request.getfixturevalue(name)).get(path, follow=True)
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", LIST])
def test_strangers_go_through_the_one_sign_in(client: Client, db: None, path: str) -> None:
    for answer in (client.get(path), client.post(path, {"username": "x", "password": "y"})):
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/account/sign-in/")


def test_only_accounts_decide_who_may_what() -> None:
    names = {model._meta.label for model in admin.site._registry}
    assert names & {"auth.Group", "account.EmailAddress", "accounts.User"} == {"accounts.User"}


def test_the_list_finds_people_and_shows_no_password(jonas: User, claire: User, sign_in: SignIn) -> None:
    page = sign_in(jonas).get(f"{LIST}?q=dubois").text
    assert ("claire@suivi.example" in page, "jonas@suivi.example</td>" in page) == (True, False)
    assert "password" not in sign_in(jonas).get(page_of(claire)).context["adminform"].form.fields


def test_a_role_is_given_and_a_sign_in_taken_away(jonas: User, claire: User, sign_in: SignIn) -> None:
    save(sign_in(jonas), claire, role="manager", is_active="", email="Claire.D@Suivi.example")
    claire.refresh_from_db()
    assert (claire.role, claire.is_active, claire.email) == ("manager", False, "claire.d@suivi.example")


def test_the_e_mail_of_somebody_else_is_refused(jonas: User, claire: User, sign_in: SignIn) -> None:
    answer = save(sign_in(jonas), claire, email="JONAS@suivi.example")
    assert "Somebody signs in with this e-mail already." in answer.text


def test_administrators_do_not_lock_themselves_out(jonas: User, sign_in: SignIn) -> None:
    save(sign_in(jonas), jonas, role="reader", is_active="", name="Jonas L.")
    jonas.refresh_from_db()
    assert (jonas.name, jonas.role, jonas.is_active) == ("Jonas L.", "administrator", True)


def test_accounts_are_closed_rather_than_deleted(jonas: User, claire: User, sign_in: SignIn) -> None:
    client = sign_in(jonas)
    assert client.get(reverse("admin:accounts_user_delete", args=[claire.pk])).status_code == 403
    client.post(LIST, {"action": "delete_selected", "_selected_action": [claire.pk], "post": "yes"})
    assert User.objects.filter(pk=claire.pk).exists()


def test_an_account_that_was_closed_begins_anew(jonas: User, claire: User, sign_in: SignIn) -> None:
    claire.set_password(PASSWORD)
    claire.save()
    sign_in_by_hand(browser := Client(), claire.email)
    CalendarLink.make(claire)
    before = browser.get("/").status_code
    for is_active in ("", "on"):
        save(sign_in(jonas), claire, is_active=is_active)
    claire.refresh_from_db()
    assert (before, browser.get("/").status_code, CalendarLink.objects.count(), claire.is_active) == (200, 302, 0, True)


def test_a_link_to_choose_a_password_leads_nowhere_while_the_account_is_closed(
    jonas: User, claire: User, sign_in: SignIn
) -> None:
    User.objects.filter(pk=claire.pk).update(last_login=None)
    sign_in(jonas).post(LIST, {"action": "invite_again", "_selected_action": [claire.pk]})
    path, before = last_link(), User.objects.get(pk=claire.pk).password
    save(sign_in(jonas), claire, is_active="")
    choose(Client(), path)
    assert User.objects.get(pk=claire.pk).password == before


def test_adding_means_inviting(jonas: User, sign_in: SignIn) -> None:
    assert sign_in(jonas).get("/admin/accounts/user/add/").url == reverse("invite")


def test_those_who_never_signed_in_are_invited_again(jonas: User, claire: User, sign_in: SignIn) -> None:
    new = User.objects.create_user("new@suivi.example", name="New")
    client = sign_in(jonas)
    sign_in(claire)
    client.post(LIST, {"action": "invite_again", "_selected_action": [new.pk, claire.pk]})
    assert [each.to for each in mail.outbox] == [["new@suivi.example"]]
    events = SecurityEvent.objects.filter(kind="invited").values_list("user", "by", "detail")
    assert [*events] == [(new.pk, jonas.pk, "role: reader; sees_restricted: False; is_active: True")]
    assert choose(Client(), last_link()).url == reverse("desk")


def test_a_mail_that_cannot_leave_is_told(jonas: User, sign_in: SignIn, settings: Any, closed_port: int) -> None:
    new = User.objects.create_user("new@suivi.example", name="New")
    settings.MAILERS = {"default": mailer(f"smtp://127.0.0.1:{closed_port}")}
    page = sign_in(jonas).post(LIST, {"action": "invite_again", "_selected_action": [new.pk]}, follow=True)
    assert "The mail to new@suivi.example could not be sent." in page.text


def test_the_account_of_who_sees_more_opens_to_nobody_by_a_link_or_an_e_mail(
    jonas: User, claire: User, mei: User, secret: FollowUp, sign_in: SignIn
) -> None:
    """Mei sees all. That Claire sees what she recorded would tell of it."""
    client = sign_in(jonas)
    for user, opens in ((mei, False), (claire, True), (jonas, True)):
        page = client.post(LIST, {"action": "show_password_links", "_selected_action": [user.pk]}).text
        assert (f"link-{user.pk}" in page, "sees what you do not" in page) == (opens, not opens)
        save(client, user, email="home@suivi.example")
        user.refresh_from_db()
        assert (user.email == "home@suivi.example") is opens
        assert ("cannot change its e-mail" in client.get(page_of(user)).text) is not opens
        User.objects.filter(email="home@suivi.example").update(email=f"{user.pk}@suivi.example")


def test_whoever_sees_all_hands_on_every_link(jonas: User, mei: User, secret: FollowUp, sign_in: SignIn) -> None:
    User.objects.filter(pk=jonas.pk).update(sees_restricted=True)
    page = sign_in(jonas).post(LIST, {"action": "show_password_links", "_selected_action": [mei.pk]}).text
    assert f"link-{mei.pk}" in page


def test_the_first_administrator_sees_what_is_restricted(db: None) -> None:
    """Else nobody could let anybody; the next one asks them."""
    made = [User.objects.create_superuser(f"{name}@suivi.example", "correct horse") for name in ("a", "b")]
    assert [user.sees_restricted for user in made] == [True, False]


def test_a_closed_account_is_not_invited_again(jonas: User, claire: User, sign_in: SignIn) -> None:
    client = sign_in(jonas)
    User.objects.filter(pk=claire.pk).update(last_login=None, is_active=False)
    client.post(LIST, {"action": "invite_again", "_selected_action": [claire.pk]})
    assert mail.outbox == []
