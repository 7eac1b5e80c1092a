"""Two people at the same moment, at each deed of closing: it ends as if one had come after the other."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from tracker.accounts.models import User
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.history.models import Entry
from tracker.history.tracked_model import Stale

pytestmark = pytest.mark.django_db(transaction=True)
AtOnce = Callable[..., list[Any]]
SignIn = Callable[[User], Client]


@pytest.fixture
def training(make_follow_up: Callable[..., FollowUp], noor: User, jonas: User) -> FollowUp:
    ClosingRule.add(by=jonas, kind="training")
    return make_follow_up("Train the officers", kind="training", owner=noor.person)


@pytest.fixture
def reported(training: FollowUp, noor: User) -> FollowUp:
    training.move_to("done", by=noor, reason="Forty came.")
    return training


def on_two_screens(follow_up: FollowUp) -> list[FollowUp]:
    """As both have it before them."""
    return [FollowUp.objects.get(pk=follow_up.pk) for _screen in range(2)]


def ended(at_once: AtOnce) -> tuple[Any, ...]:
    """Its columns of closing, and what its history tells of them."""
    [found] = at_once([_ended])
    return found  # type: ignore[no-any-return]


def _ended() -> tuple[Any, ...]:
    told = Entry.objects.filter(verb__in=["moved", "confirmed", "reopened"]).order_by("pk")
    row = FollowUp.objects.get()
    return row.status, row.reported_on, row.confirmed_on, list(told.values_list("verb", flat=True))


def test_of_two_who_report_it_done_one_is_told_to_look_again(
    training: FollowUp, noor: User, claire: User, at_once: AtOnce, today: date
) -> None:
    mine, theirs = on_two_screens(training)
    told = at_once([lambda: mine.move_to("done", by=noor), lambda: theirs.move_to("done", by=claire)])
    assert {type(each) for each in told} == {Entry, Stale}
    assert ended(at_once) == ("done", today, None, ["moved"])


def test_of_two_who_confirm_it_one_is_told_to_look_again(
    reported: FollowUp, amina: User, jonas: User, at_once: AtOnce, today: date
) -> None:
    mine, theirs = on_two_screens(reported)
    told = at_once([lambda: mine.confirm(by=amina), lambda: theirs.confirm(by=jonas)])
    assert {type(each) for each in told} == {Entry, Stale}
    assert ended(at_once) == ("done", today, today, ["moved", "confirmed"])


def test_of_two_who_open_it_again_one_is_told_to_look_again(
    reported: FollowUp, noor: User, amina: User, at_once: AtOnce
) -> None:
    mine, theirs = on_two_screens(reported)
    again = {"status": "open", "reason": "One course is missing."}
    told = at_once([lambda: mine.move_to(by=noor, **again), lambda: theirs.move_to(by=amina, **again)])
    assert {type(each) for each in told} == {Entry, Stale}
    assert ended(at_once) == ("open", None, None, ["moved", "moved"])


def presses(sign_in: SignIn, *pressed: tuple[User, str, dict[str, str]]) -> list[Callable[[], int]]:
    """Each by somebody signed in; what they are answered."""
    clients = [sign_in(user) for user, _path, _sent in pressed]
    return [
        lambda client=client, path=path, sent=sent: client.post(path, sent).status_code  # type: ignore[misc]
        for client, (_user, path, sent) in zip(clients, pressed, strict=True)
    ]


def test_on_its_page_two_report_it_done_and_it_is_told_once(
    training: FollowUp, noor: User, claire: User, sign_in: SignIn, at_once: AtOnce, today: date
) -> None:
    done, sent = f"/follow-ups/{training.pk}/to/done/", {"version": "1", "reason": "Forty came."}
    assert at_once(presses(sign_in, (noor, done, sent), (claire, done, sent))) == [HTTPStatus.FOUND] * 2
    assert ended(at_once) == ("done", today, None, ["moved"])


def test_on_its_page_two_confirm_it_and_it_is_told_once(
    reported: FollowUp, amina: User, jonas: User, sign_in: SignIn, at_once: AtOnce, today: date
) -> None:
    confirm, sent = f"/follow-ups/{reported.pk}/confirm/", {"confirmed_on": "today"}
    assert at_once(presses(sign_in, (amina, confirm, sent), (jonas, confirm, sent))) == [HTTPStatus.FOUND] * 2
    assert ended(at_once) == ("done", today, today, ["moved", "confirmed"])


def test_on_its_page_two_open_it_again_and_it_is_told_once(
    reported: FollowUp, noor: User, amina: User, sign_in: SignIn, at_once: AtOnce
) -> None:
    again, sent = f"/follow-ups/{reported.pk}/to/open/", {"version": "2", "reason": "One course is missing."}
    assert at_once(presses(sign_in, (noor, again, sent), (amina, again, sent))) == [HTTPStatus.FOUND] * 2
    assert ended(at_once) == ("open", None, None, ["moved", "moved"])


def test_opened_again_while_it_is_confirmed_it_is_open_whoever_came_first(
    reported: FollowUp, noor: User, amina: User, sign_in: SignIn, at_once: AtOnce
) -> None:
    again, why = f"/follow-ups/{reported.pk}/to/open/", {"version": "2", "reason": "One course is missing."}
    confirm, sent = f"/follow-ups/{reported.pk}/confirm/", {"confirmed_on": "today"}
    assert at_once(presses(sign_in, (noor, again, why), (amina, confirm, sent))) == [HTTPStatus.FOUND] * 2
    *columns, told = ended(at_once)
    assert columns == ["open", None, None]
    assert told in (["moved", "moved"], ["moved", "confirmed", "reopened"])
