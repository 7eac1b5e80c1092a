"""Find anything: a word, a name or a reference, in all nouns at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.conftest import CANARY
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate

SignIn = Callable[[User], Client]


def found(page: Any) -> dict[str, list[str]]:
    """What stands on the page, noun by noun."""
    hits = {section.name: [str(hit) for hit in section.hits] for section in page.context["sections"]}
    return {"follow_ups": [str(row) for row in page.context["follow_ups"]], **hits}


def test_a_reference_leads_straight_there(invitation: FollowUp, noor: User, sign_in: SignIn) -> None:
    answer = sign_in(noor).get("/find/?q=f-2018-001")
    assert (answer.status_code, answer.url) == (302, f"/follow-ups/{invitation.pk}/")


@pytest.mark.parametrize(
    ("words", "noun", "name"),
    [
        ("workshop", "follow_ups", "Speak at the workshop"),
        ("coordinator visit", "meetings", "Visit of the EU Counter-Terrorism Coordinator"),
        ("europ un", "organisations", "EU"),
        ("KERCHOVE", "people", "Gilles de Kerchove"),
        ("2347", "mandates", "S/RES/2347 (2017)"),
    ],
)
def test_every_noun_is_found_by_its_words(
    invitation: FollowUp, resolution: Mandate, noor: User, sign_in: SignIn, words: str, noun: str, name: str
) -> None:
    page = sign_in(noor).get("/find/", {"q": words})
    assert found(page)[noun] == [name]


def test_the_words_stay_in_the_field(noor: User, sign_in: SignIn) -> None:
    assert 'value="zebra"' in sign_in(noor).get("/find/?q=zebra").text


@pytest.mark.parametrize("words", ["zebra", "%", "_", "' OR 1=1", "\x00", "😀", "a" * 5000])
def test_nothing_found_is_said(eu: Organisation, noor: User, sign_in: SignIn, words: str) -> None:
    page = sign_in(noor).get("/find/", {"q": words})
    said = ("Nothing was found", "Type a word")
    assert (page.status_code, any(sentence in page.text for sentence in said)) == (200, True)


def test_without_words_it_says_what_to_type(noor: User, sign_in: SignIn) -> None:
    assert "Type a word, a name or a reference" in sign_in(noor).get("/find/").text


def test_a_restricted_matter_is_not_found(secret: FollowUp, omar: User, claire: User, sign_in: SignIn) -> None:
    pages = [sign_in(user).get("/find/", {"q": CANARY}) for user in (omar, claire)]
    assert [len(page.context["follow_ups"]) for page in pages] == [0, 1]
    assert sign_in(omar).get("/find/", {"q": secret.reference}).status_code == 200
