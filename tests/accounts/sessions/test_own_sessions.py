"""Where somebody is signed in, how long that lasts, and ending it from elsewhere."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.by_hand import PASSWORD, sign_in_by_hand
from tracker.accounts.models import User
from tracker.accounts.sessions import limits
from tracker.accounts.sessions.browsers import browser_of
from tracker.background.periodic_work import forget

PAGE = "/account/preferences/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


def signed_in(user: User, program: str = FIREFOX) -> Client:
    client = Client(headers={"user-agent": program})
    sign_in_by_hand(client, user.email)
    return client


def is_in(client: Client) -> bool:
    return client.get(PAGE).status_code == 200


def test_a_person_sees_where_they_are_signed_in(claire: User, omar: User) -> None:
    here, _there, _of_another = signed_in(claire), signed_in(claire, "curl/8"), signed_in(omar)
    found = [(place.browser, place.is_here) for place in here.get(PAGE).context["places"]]
    assert found == [("Firefox, Linux", True), ("An unknown program", False)]


def test_one_is_ended_from_another_browser(claire: User) -> None:
    here, there, third = signed_in(claire), signed_in(claire, "curl/8"), signed_in(claire, "wget")
    session = UserSession.objects.get(user_agent="curl/8")
    page = here.post(reverse("session_end", args=[session.pk]), follow=True)
    assert "You are signed out there." in page.text
    assert [is_in(each) for each in (here, there, third)] == [True, False, True]
    assert here.post(reverse("session_end", args=[session.pk])).status_code == 404


def test_all_others_are_ended_at_once(claire: User, omar: User) -> None:
    here, there, third, of_another = signed_in(claire), signed_in(claire), signed_in(claire), signed_in(omar)
    assert "You are signed out everywhere else." in here.post(reverse("sessions_end"), follow=True).text
    assert [is_in(each) for each in (here, there, third, of_another)] == [True, False, False, True]


def test_nobody_ends_a_session_of_somebody_else(claire: User, omar: User) -> None:
    here, there = signed_in(claire), signed_in(omar)
    session = UserSession.objects.get(user=omar)
    assert here.post(reverse("session_end", args=[session.pk])).status_code == 404
    assert is_in(there)


def test_a_new_password_ends_all_others(claire: User) -> None:
    here, there = signed_in(claire), signed_in(claire)
    words = {"oldpassword": PASSWORD, "password1": "staple battery", "password2": "staple battery"}
    here.post(reverse("account_change_password"), words)
    assert [is_in(each) for each in (here, there)] == [True, False]
    assert [place.is_here for place in here.get(PAGE).context["places"]] == [True]


def later(client: Client, name: str, seconds: float) -> None:
    session = client.session
    session[name] -= seconds
    session.save()


@pytest.mark.parametrize(("days", "goes_on"), [(13.99, True), (14, False)])
def test_a_session_ends_two_weeks_after_the_sign_in_however_much_it_is_used(
    claire: User, days: float, goes_on: bool
) -> None:
    client = signed_in(claire)
    later(client, limits.BEGAN, days * 24 * 3600)
    assert is_in(client) == goes_on


@pytest.mark.parametrize(("minutes", "goes_on"), [(29, True), (30, False)])
def test_a_session_ends_that_nobody_uses_where_the_house_says_so(
    claire: User, settings: Any, minutes: int, goes_on: bool
) -> None:
    settings.SESSION_IDLE_SECONDS = 30 * 60
    client = signed_in(claire)
    later(client, limits.SEEN, minutes * 60)
    assert is_in(client) == goes_on
    later_still = signed_in(claire)
    assert is_in(later_still)


def test_what_is_used_is_noted_every_few_minutes(claire: User) -> None:
    client = signed_in(claire)
    long_ago = timezone.now() - timedelta(days=1)
    for seconds, is_noted in ((240, False), (300, True)):
        UserSession.objects.update(last_seen_at=long_ago)
        session = client.session
        session[limits.SEEN] = session[limits.BEGAN] - seconds
        session.save()
        client.get(PAGE)
        assert (UserSession.objects.get().last_seen_at > long_ago) == is_noted


def test_expired_sessions_are_deleted(db: None) -> None:
    for days in (-1, 1):
        session = SessionStore()
        session.set_expiry(timezone.now() + timedelta(days=days))
        session.create()
    forget.func()
    assert [row.expire_date > timezone.now() for row in Session.objects.all()] == [True]


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0", "Edge, Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Chrome/142.0 Safari/537.36 OPR/124", "Opera, macOS"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPad"),
        ("Mozilla/5.0 (X11; Linux x86_64)", "Linux"),
        ("", ""),
    ],
)
def test_a_browser_is_called_as_people_know_it(user_agent: str, words: str) -> None:
    assert browser_of(user_agent) == words
