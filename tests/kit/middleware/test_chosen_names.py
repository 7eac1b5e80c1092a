"""A name chosen from a list under a filter."""

from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from tracker.kit.middleware.chosen_names import chosen_names

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ({"owner": "du", "owner-chosen": "Claire Dubois", "late": "on"}, {"owner": "Claire Dubois", "late": "on"}),
        ({"owner": "du", "owner-chosen": ""}, {"owner": "du"}),
        ({"owner": "du"}, None),
        ({"owner-chosen": "Claire Dubois"}, None),
        ({"-chosen": "x", "": "y"}, {"": "x"}),
    ],
)
def test_it_takes_the_place_of_what_was_typed(asked: dict[str, str], led_to: dict[str, str] | None) -> None:
    answer = chosen_names(lambda _: HttpResponse())(RequestFactory().get("/follow-ups/", asked))
    assert answer.get("Location") == (led_to and f"/follow-ups/?{urlencode(led_to)}")


def test_it_leads_to_no_other_site() -> None:
    request = RequestFactory().get("/?owner=du&owner-chosen=x", PATH_INFO="//evil.example/")
    assert chosen_names(lambda _: HttpResponse())(request)["Location"] == "/%2Fevil.example/?owner=x"


def test_what_is_posted_stays_as_it_is() -> None:
    request = RequestFactory().post("/follow-ups/?owner=du&owner-chosen=x")
    assert chosen_names(lambda _: HttpResponse())(request).status_code == 200
