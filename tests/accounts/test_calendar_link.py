"""The private calendar link: made, replaced and revoked on the preferences page, and shown once."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from tracker.accounts.calendar_link import CalendarLink
from tracker.accounts.models import User

HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SignIn = Callable[[User], Client]
ADDRESS = re.compile(r'value="(http://localhost/calendar/feed/[\w-]{40,}\.ics)"')


def made(client: Client) -> str:
    found = ADDRESS.search(client.post("/account/calendar-link/make/", follow=True).text)
    assert found
    return found[1].removeprefix("http://localhost")


def test_a_link_is_made_and_shown_only_once(claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    assert "You have no link yet." in client.get("/account/preferences/").text
    address = made(client)
    page = client.get("/account/preferences/")
    assert (ADDRESS.search(page.text), "You have a link, made on" in page.text) == (None, True)
    assert Client().get(address).status_code == 200


def test_only_a_digest_of_it_is_kept(claire: User) -> None:
    token = CalendarLink.make(claire)
    assert token not in str(CalendarLink.objects.values().get())
    assert CalendarLink.of(token) == claire.calendar_link  # type: ignore[attr-defined]


def test_a_new_link_takes_the_place_of_the_old_one(claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    old, new = made(client), made(client)
    assert [Client().get(address).status_code for address in (old, new)] == [404, 200]
    assert CalendarLink.objects.count() == 1


def test_a_revoked_link_leads_nowhere(claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    address = made(client)
    page = client.post("/account/calendar-link/revoke/", follow=True)
    assert "Your calendar link is revoked" in page.text
    assert Client().get(address).status_code == 404


def test_revoking_what_is_not_there_does_no_harm(claire: User, sign_in: SignIn) -> None:
    assert sign_in(claire).post("/account/calendar-link/revoke/").status_code == 302


def test_an_administrator_can_revoke_a_link_that_got_about(claire: User, jonas: User, sign_in: SignIn) -> None:
    token = CalendarLink.make(claire)
    chosen = {"action": "revoke_calendar_links", "_selected_action": [claire.pk]}
    assert sign_in(jonas).post("/admin/accounts/user/", chosen).status_code == 302
    assert CalendarLink.of(token) is None


@pytest.mark.parametrize("words", ["", "nothing", "\ud800"])
def test_what_is_no_token_is_nobodys(words: str, db: None) -> None:
    assert CalendarLink.of(words) is None


def test_a_link_is_called_by_its_owner(claire: User) -> None:
    CalendarLink.make(claire)
    assert str(CalendarLink.objects.get()) == "Claire Dubois"


def test_a_link_revoked_before_it_was_shown_is_not_shown(claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    for deed in ("make", "revoke"):
        client.post(f"/account/calendar-link/{deed}/")
    page = client.get("/account/preferences/").text
    assert (ADDRESS.search(page), "You have no link yet." in page) == (None, True)


def test_the_link_of_a_closed_account_is_nobodys(claire: User) -> None:
    token = CalendarLink.make(claire)
    User.objects.filter(pk=claire.pk).update(is_active=False)
    assert CalendarLink.of(token) is None


def test_revoking_ones_own_link_leaves_that_of_others(claire: User, omar: User) -> None:
    CalendarLink.make(claire)
    token = CalendarLink.make(omar)
    CalendarLink.revoke(claire)
    assert (CalendarLink.objects.count(), CalendarLink.of(token)) == (1, omar.calendar_link)  # type: ignore[attr-defined]


def test_each_persons_preferences_tell_of_their_own_link(claire: User, omar: User, sign_in: SignIn) -> None:
    CalendarLink.make(omar)
    pages = [sign_in(user).get("/account/preferences/").text for user in (claire, omar)]
    assert ["You have no link yet." in page for page in pages] == [True, False]


def test_a_new_password_ends_the_link(claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    address = made(client)
    claire.set_password("staple battery")
    claire.save(update_fields=["password"])
    assert Client().get(address).status_code == 404
    assert "You have no link yet." in sign_in(claire).get("/account/preferences/").text


def test_a_password_that_is_only_stored_anew_ends_nothing(claire: User) -> None:
    token = CalendarLink.make(claire)
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher", *HASHERS]):
        assert claire.check_password("correct horse")
    claire.refresh_from_db()
    assert (claire.password.startswith("pbkdf2"), CalendarLink.of(token) is not None) == (True, True)


def test_the_page_says_when_the_link_was_last_used(claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    address = made(client)
    assert "It has not been used yet." in client.get("/account/preferences/").text
    Client().get(address)
    now = timezone.localtime(CalendarLink.objects.get().last_used_at)
    assert f"It was last used on {now:%-d %B %Y, %H:%M}." in client.get("/account/preferences/").text


def test_its_use_is_noted_once_an_hour(claire: User) -> None:
    link = CalendarLink.of(CalendarLink.make(claire))
    assert link
    for ago in (timedelta(minutes=59), timedelta(hours=1)):
        link.last_used_at = before = timezone.now() - ago
        link.save()
        link.mark_used()
        link.refresh_from_db()
        assert (link.last_used_at == before) == (ago < timedelta(hours=1))
