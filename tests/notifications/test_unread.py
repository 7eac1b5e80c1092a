"""The dot on the bell says that something is unread; whoever opens a follow-up has read what the bell tells of it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tests.notifications.conftest import Tell
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.notifications.models import Notification
from tracker.notifications.unread import has_unread

SignIn = Callable[[User], Client]
DOT = "something is unread"


@pytest.fixture
def theirs(make_follow_up: Callable[..., FollowUp], noor: User, claire: User, tell: Tell) -> list[FollowUp]:
    """Two that Claire gave to Noor, of which the bell tells."""
    given = [make_follow_up(title, owner=noor.person, by=claire) for title in ("Send the list", "Call them")]
    tell()
    return given


def has_dot(browser: Client) -> bool:
    return DOT in browser.get("/account/preferences/").text


def test_the_dot_is_there_until_all_is_read_and_no_number_with_it(
    theirs: list[FollowUp], noor: User, claire: User, sign_in: SignIn
) -> None:
    browser = sign_in(noor)
    assert [has_dot(browser), has_dot(sign_in(claire))] == [True, False]
    found = [browser.get(each.get_absolute_url()).status_code and has_dot(browser) for each in theirs]
    assert found == [True, False]
    assert not Notification.objects.filter(user=noor).unread().exists()


@pytest.mark.parametrize(("method", "headers"), [("head", {}), ("get", {"Sec-Purpose": "prefetch;prerender"})])
def test_a_browser_that_only_looks_ahead_reads_nothing(
    method: str, headers: dict[str, str], theirs: list[FollowUp], noor: User, sign_in: SignIn
) -> None:
    getattr(sign_in(noor), method)(theirs[0].get_absolute_url(), headers=headers)
    assert Notification.objects.filter(user=noor).unread().count() == 2


def test_what_others_open_is_not_read_by_its_owner(
    theirs: list[FollowUp], noor: User, claire: User, sign_in: SignIn
) -> None:
    for each in theirs:
        sign_in(claire).get(each.get_absolute_url())
    assert Notification.objects.filter(user=noor).unread().count() == 2


def test_the_button_takes_the_dot_away(theirs: list[FollowUp], noor: User, sign_in: SignIn) -> None:
    browser = sign_in(noor)
    browser.post("/news/read/", {"newest": Notification.objects.latest("pk").pk})
    assert not has_dot(browser)


def test_of_what_they_see_no_more_no_dot_is_left_once_they_looked(
    theirs: list[FollowUp], noor: User, sign_in: SignIn, claire: User
) -> None:
    for each in theirs:
        each.change("edited", by=claire, owner=None, classification="restricted")
    browser = sign_in(noor)
    browser.get("/news/")
    assert [has_dot(browser), DOT in browser.get("/news/").text] == [False, False]


@pytest.mark.usefixtures("theirs")
def test_the_copy_says_what_is_so_after_each_step_of_the_worker(
    noor: User, claire: User, morning: datetime, tell: Tell, django_assert_num_queries: Any
) -> None:
    tell(morning)
    for user in (noor, claire):
        user.refresh_from_db()
        assert user.has_news == has_unread(user)
