"""Promised twice: near ones are proposed while a title is typed, and nothing restricted is among them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tracker.accounts.models import User
from tracker.follow_ups.links.sides import linked_to
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.suggestions.near_titles import near_titles
from tracker.meetings.models import Meeting

Make = Callable[..., FollowUp]
SignIn = Callable[[User], Client]
TYPED = "Transmit to EUROPOL the roster of national focal points"


def near(title: str, user: User) -> list[str]:
    return [str(each) for each in near_titles(title, FollowUp.objects.visible_to(user), 3)]


@pytest.fixture
def promised(make_follow_up: Make) -> FollowUp:
    make_follow_up("Send the list of national contact points to FRONTEX")
    make_follow_up("Host the study visit")
    return make_follow_up("Send the list of national contact points to EUROPOL")


def test_the_same_in_other_words_is_found(promised: FollowUp, claire: User) -> None:
    assert near(TYPED, claire) == ["Send the list of national contact points to EUROPOL"]


def test_it_is_found_in_the_other_language(promised: FollowUp, claire: User) -> None:
    assert near("Envoyer à EUROPOL la liste des points de contact nationaux", claire) == [str(promised)]


def test_what_is_removed_is_not_proposed(promised: FollowUp, claire: User) -> None:
    promised.remove(by=claire)
    assert near(TYPED, claire) == []


@pytest.mark.parametrize("title", ["", "  ", "the", "2026", "\"'*:()", "a" * 3_000])
def test_any_title_may_be_typed(title: str, promised: FollowUp, claire: User) -> None:
    assert near(title, claire) == []


def test_the_form_proposes_it_and_links_what_is_ticked(promised: FollowUp, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    page = client.get("/follow-ups/new/near/", {"title": TYPED}).text
    client.post("/follow-ups/new/", {
        "title": TYPED, "strength": "agreed", "owed_by": "us", "classification": "general", "same_as": promised.pk,
    })  # fmt: skip
    linked = [(each.side, each.other.title) for each in linked_to(promised, claire)]
    assert (page.count("same_as"), linked) == (1, [("same", TYPED)])


def test_a_restricted_one_is_neither_proposed_nor_linked(
    claire: User, omar: User, make_follow_up: Make, sign_in: SignIn
) -> None:
    """Nor does it stand in the place of one that may be shown, however many there are."""
    closed = Meeting.log(by=claire, title="Closed", held_on=date(2018, 6, 1), classification="restricted")
    shown = make_follow_up("Send the list of national contact points to EUROPOL")
    without = sign_in(omar).get("/follow-ups/new/near/", {"title": TYPED}).text
    hidden = [make_follow_up(TYPED, meeting=closed) for _number in range(4)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tracker.follow_ups.suggestions.near_titles.NEWEST", 2)
        there = sign_in(omar).get("/follow-ups/new/near/", {"title": TYPED}).text
    sign_in(omar).post("/follow-ups/new/", {
        "title": "Send it", "strength": "agreed", "owed_by": "us", "classification": "general",
        "same_as": [hidden[0].pk],
    })  # fmt: skip
    found = [linked_to(each, claire) for each in (shown, *hidden)]
    assert (there, near(TYPED, claire)[0], found) == (without, TYPED, [[]] * 5)


def test_readers_are_not_asked(promised: FollowUp, noor: User, sign_in: SignIn) -> None:
    assert sign_in(noor).get("/follow-ups/new/near/", {"title": TYPED}).status_code == 403
