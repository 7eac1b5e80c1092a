"""A series is found as a meeting is: by its name or place, in the palette and on the page of what was found."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.meetings.series.conftest import MakeSeries
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.meetings.models import Series

SignIn = Callable[[User], Client]


def offered(client: Client, words: str) -> list[list[str]]:
    """The addresses of series, in the palette and on the page of what was found."""
    palette = client.get("/palette/", {"q": words}).context["groups"]
    sections = client.get("/find/", {"q": words}).context["sections"]
    named = [answer.address for group in palette for answer in group.answers]
    found = [hit.address for section in sections if section.name == "series" for hit in section.hits]
    return [[address for address in named if address.startswith("/meetings/series/") and address[-2].isdigit()], found]


@pytest.fixture
def review(make_series: MakeSeries) -> Series:
    return make_series("Annual review", place="Brussels")


@pytest.mark.parametrize("words", ["annual rev", "review", "brussels"])
def test_it_is_found_by_the_words_of_its_name_or_place(review: Series, noor: User, sign_in: SignIn, words: str) -> None:
    assert offered(sign_in(noor), words) == [[review.get_absolute_url()]] * 2


def test_its_rule_stands_beside_its_name(review: Series, noor: User, sign_in: SignIn) -> None:
    page = sign_in(noor).get("/find/?q=annual").text
    assert (review.rule_in_words in page, "Series of meetings" in page) == (True, True)


def test_a_restricted_one_is_found_by_those_who_see_it(
    make_series: MakeSeries, claire: User, omar: User, sign_in: SignIn
) -> None:
    hidden = make_series("Annual review", classification=RESTRICTED)
    assert offered(sign_in(claire), "annual") == [[hidden.get_absolute_url()]] * 2
    assert offered(sign_in(omar), "annual") == [[], []]


def test_a_removed_one_is_not_found(review: Series, claire: User, sign_in: SignIn) -> None:
    review.remove(by=claire)
    assert offered(sign_in(claire), "annual") == [[], []]


@pytest.mark.parametrize(("who", "expected"), [("claire", True), ("noor", False)])
def test_whoever_may_log_is_offered_a_new_one(
    who: str, expected: bool, request: pytest.FixtureRequest, sign_in: SignIn
) -> None:
    page = sign_in(request.getfixturevalue(who)).get("/palette/?q=new series").text
    assert ("/meetings/series/new/" in page) == expected
