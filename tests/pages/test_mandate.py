import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.conftest import CANARY
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.mandates.implementation_model import Implementation
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate
from tracker.pages import mandate as mandate_module

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
    paragraphs = answer.context["paragraphs"]
    by_number = {paragraph.number: [row.title for row in rows] for paragraph, rows, _activities in paragraphs}
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


@pytest.mark.parametrize(("most", "offered"), [(2, "Show as a list"), (1, "Show all 2")])
def test_only_when_it_shows_not_all_of_them_it_offers_the_rest(
    most: int, offered: str, noor: User, sign_in: SignIn, mandate: Mandate, make_follow_up: Make,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(mandate_module, "MOST_FOLLOW_UPS", most)
    for title in ("One", "Two"):
        implements(make_follow_up(title), mandate)
    answer = sign_in(noor).get(mandate.get_absolute_url())
    assert (len(shown(answer)["whole"]), re.findall("Show (?:all 2|as a list)", answer.text)) == (most, [offered])


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


def test_activities_stand_under_what_they_implement(
    noor: User, claire: User, sign_in: SignIn, mandate: Mandate, resolution: Mandate
) -> None:
    day = {"starts_on": date(2018, 5, 25), "ends_on": date(2018, 5, 25)}
    eight = Target.of(mandate.paragraphs.get(number="8"))
    for title, things in {"Train": [eight, resolution], "Print": [mandate], "Elsewhere": [resolution]}.items():
        Activity.log(by=claire, title=title, mandates=things, **day)
    answer = sign_in(noor).get(mandate.get_absolute_url())
    work = {paragraph.number: [row.title for row in rows] for paragraph, _rows, rows in answer.context["paragraphs"]}
    work |= {"whole": [row.title for row in answer.context["whole_activities"]]}
    assert work == {"8": ["Train"], "22": [], "whole": ["Print"]}
    assert f'{reverse("activities:list")}?mandate={mandate.pk}">2 activities' in answer.text


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_however_much_it_shows(
    number: int,
    amina: User,
    claire: User,
    sign_in: SignIn,
    mandate: Mandate,
    make_follow_up: Make,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for each in range(number):
        implements(implements(make_follow_up(str(each)), mandate, "8"), mandate)
        day = {"starts_on": date(2018, 5, 25), "ends_on": date(2018, 5, 25)}
        Activity.log(by=claire, title=str(each), mandates=[mandate, mandate.paragraphs.first()], **day)
    client = sign_in(amina)
    client.get(mandate.get_absolute_url())
    with django_assert_num_queries(12):
        client.get(mandate.get_absolute_url())
