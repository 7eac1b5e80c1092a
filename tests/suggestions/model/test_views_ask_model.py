"""The page on which a record is read, where the house has a model: it is asked, and the page says who suggests."""

import json
from collections.abc import Callable

import pytest
from django.test import Client, override_settings

from tests.conftest import COMMUNIQUE
from tests.suggestions.model.conftest import ModelServer
from tracker.accounts.models import User
from tracker.records.models import Record

SignIn = Callable[[User], Client]
AREAS = "Several areas for further cooperation were identified."


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def addresses(record: Record) -> tuple[str, str, str]:
    return tuple(f"/records/{record.pk}/{name}/" for name in ("read", "ask-model", "forget-model"))  # type: ignore[return-value]


def suggested(client: Client, record: Record) -> list[str]:
    proposals = client.get(addresses(record)[0]).context["sheet"].proposals
    return [COMMUNIQUE[each.words.start : each.words.end] for each in proposals.every]


def test_what_the_model_told_stands_in_place_of_suivis_own_until_somebody_goes_back(
    model: ModelServer, client: Client, communique: Record
) -> None:
    _, ask, forget = addresses(communique)
    own = suggested(client, communique)
    items = [{"quote": AREAS}, {"quote": "Nobody said this, and it stands nowhere."}]
    model.says(json.dumps({"follow_ups": items}))
    answer = client.post(ask, follow=True)
    assert suggested(client, communique) == [AREAS] != own
    assert "Suggested by the model house-7b at 127.0.0.1." in answer.text
    assert "Suggested by Suivi itself." in client.post(forget, follow=True).text
    assert (suggested(client, communique), len(model.asked)) == (own, 1)


def test_where_it_tells_nothing_a_sentence_says_so_and_suivis_own_go_on(
    model: ModelServer, client: Client, communique: Record
) -> None:
    own = suggested(client, communique)
    model.says("", 503)
    page = client.post(addresses(communique)[1], follow=True).text
    assert "The model refused to answer (503). These are Suivi’s own suggestions." in page
    assert suggested(client, communique) == own


def test_of_a_restricted_record_nothing_leaves_and_nothing_is_offered(
    model: ModelServer, client: Client, communique: Record, claire: User
) -> None:
    communique.change("closed", by=claire, classification="restricted")
    page, ask, _ = addresses(communique)
    assert ("a restricted record never leaves the house" in client.get(page).text, ask in client.get(page).text) == (
        True, False,
    )  # fmt: skip
    assert "A restricted record never leaves the house." in client.post(ask, follow=True).text
    assert model.asked == []


def test_a_house_without_a_model_speaks_of_none(client: Client, communique: Record) -> None:
    page, ask, _ = addresses(communique)
    assert "model" not in client.get(page).text
    assert "This house has no model. These are Suivi’s own suggestions." in client.post(ask, follow=True).text


def test_a_reader_sends_nothing_and_an_officer_not_without_end(
    model: ModelServer, client: Client, communique: Record, noor: User, sign_in: SignIn
) -> None:
    _, ask, _ = addresses(communique)
    assert sign_in(noor).post(ask).status_code == 403
    model.says('{"follow_ups": []}')
    with override_settings(HOW_OFTEN={"model": "1/h/user"}):
        assert [client.post(ask).status_code for _ in range(2)] == [302, 429]
    assert len(model.asked) == 1
