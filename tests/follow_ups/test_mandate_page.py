from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import CANARY
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp, Implementation
from tracker.mandates.models import Mandate

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


@pytest.fixture
def mandate(claire: User, eu: Organisation) -> Mandate:
    return Mandate.write(
        by=claire,
        kind="resolution",
        title="Heritage",
        body=eu,
        parties=[eu],
        paragraphs="8 Requests action\n22 Reports",
    )


def implements(follow_up: FollowUp, mandate: Mandate, number: str | None = None) -> FollowUp:
    paragraph = mandate.paragraphs.get(number=number) if number else None
    Implementation.objects.create(follow_up=follow_up, mandate=mandate, paragraph=paragraph)
    return follow_up


def shown(answer: Any) -> dict[str, list[str]]:
    assert answer.status_code == 200
    by_number = {paragraph.number: [row.title for row in rows] for paragraph, rows in answer.context["paragraphs"]}
    return by_number | {"whole": [row.title for row in answer.context["whole"]]}


def test_follow_ups_stand_under_what_they_implement(
    noor: User, sign_in: SignIn, mandate: Mandate, make_follow_up: Make
) -> None:
    implements(make_follow_up("Train"), mandate, "8")
    implements(implements(make_follow_up("Both"), mandate, "8"), mandate, "22")
    implements(make_follow_up("All of it"), mandate)
    answer = sign_in(noor).get(mandate.get_absolute_url())
    assert shown(answer) == {"8": ["Train", "Both"], "22": ["Both"], "whole": ["All of it"]}
    assert (str(answer.context["count"]), str(answer.context["active_count"])) == ("3", "3")


def test_active_ones_stand_before_ended_ones(
    claire: User, sign_in: SignIn, mandate: Mandate, make_follow_up: Make
) -> None:
    implements(make_follow_up("Done"), mandate).move_to("done", by=claire)
    implements(make_follow_up("Open"), mandate)
    answer = sign_in(claire).get(mandate.get_absolute_url())
    assert shown(answer)["whole"] == ["Open", "Done"]
    assert (str(answer.context["count"]), str(answer.context["active_count"])) == ("2", "1")


def test_a_mandate_shows_its_parties_and_who_adopted_it(noor: User, sign_in: SignIn, mandate: Mandate) -> None:
    text = sign_in(noor).get(mandate.get_absolute_url()).content.decode()
    assert text.count("European Union (EU)") == 2


@pytest.mark.parametrize(("who", "sees"), [("noor", 0), ("omar", 0), ("jonas", 0), ("claire", 1), ("mei", 1)])
def test_restricted_follow_ups_are_shown_and_counted_only_for_those_who_may(
    who: str, sees: int, secret: FollowUp, mandate: Mandate, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    implements(secret, mandate, "8")
    answer = sign_in(request.getfixturevalue(who)).get(mandate.get_absolute_url())
    assert (str(answer.context["count"]), CANARY in answer.content.decode()) == (str(sees), bool(sees))


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_however_much_it_shows(
    number: int,
    amina: User,
    sign_in: SignIn,
    mandate: Mandate,
    make_follow_up: Make,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for each in range(number):
        implements(implements(make_follow_up(str(each)), mandate, "8"), mandate)
    client = sign_in(amina)
    client.get(mandate.get_absolute_url())
    with django_assert_num_queries(11):
        client.get(mandate.get_absolute_url())
