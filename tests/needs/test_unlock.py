"""What would it unlock? The page, its answer as a file, and as a proposal."""

import csv
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests.house.pages import as_sent
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.needs.models import Allocation, Need
from tracker.pledges.models import Pledge, Rate

SignIn = Callable[[User], Client]
MakePledge = Callable[..., Pledge]
MakeNeed = Callable[..., Need]
MakeFollowUp = Callable[..., FollowUp]


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


@pytest.fixture
def areas(make_need: MakeNeed, make_follow_up: MakeFollowUp) -> dict[str, Need]:
    """An urgent dear one, two that are cheap, one that lacks staff, and one nobody has estimated."""
    make_follow_up("Unestimated", conditional=True)
    return {
        "dear": make_need(100, follow_up=make_follow_up("dear"), priority=1),
        "cheap": make_need(40, follow_up=make_follow_up("cheap"), priority=2),
        "small": make_need(30, follow_up=make_follow_up("small")),
        "staff": make_need(6, follow_up=make_follow_up("staff"), kind="staff", currency="", people=1, what="Analyst"),
    }


def unlocked(client: Client, query: str) -> list[str]:
    page = client.get(f"/pledges/unlock/?{query}")
    assert page.status_code == 200
    return [line.follow_up.title for line in page.context["found"].unlocked]


def test_it_unlocks_the_most_or_the_most_urgent(client: Client, areas: dict[str, Need]) -> None:
    assert unlocked(client, "amount=100") == ["cheap", "small"]
    assert unlocked(client, "amount=100&goal=priority") == ["dear"]
    assert unlocked(client, "months=6") == ["staff"]
    assert unlocked(client, "months=6&profile=analyst") == ["staff"]
    assert unlocked(client, "months=6&profile=lawyer") == []


@pytest.mark.parametrize(
    ("of_follow_up", "of_need", "priority"),
    [(1, None, 1), (2, None, 1), (3, None, 2), (4, None, 3), (None, None, 3), (1, 3, 3), (4, 1, 1)],
)
def test_a_need_without_a_priority_has_that_of_its_follow_up(
    client: Client, make_need: MakeNeed, make_follow_up: MakeFollowUp,
    of_follow_up: int | None, of_need: int | None, priority: int,
) -> None:  # fmt: skip
    make_need(10, follow_up=make_follow_up("Exchange", priority=of_follow_up), priority=of_need)
    found = client.get("/pledges/unlock/?amount=100").context["found"]
    assert [line.priority for line in found.unlocked] == [priority]


def test_it_says_exactly_what_the_others_lack(client: Client, areas: dict[str, Need]) -> None:
    found = client.get("/pledges/unlock/?amount=100").context["found"]
    said = {line.follow_up.title: line.words.replace("\xa0", " ") for line in found.others}
    assert said == {"dear": "€ 70", "staff": "6 staff months (Analyst)"}
    assert [row.title for row in found.unestimated] == ["Unestimated"]
    assert [words.replace("\xa0", " ") for words in found.left] == ["€ 30"]


def test_a_promise_counts_unless_one_counts_on_none(
    client: Client, areas: dict[str, Need], make_pledge: MakePledge, claire: User
) -> None:
    Allocation.make(make_pledge(90), areas["dear"], Decimal(90), by=claire)
    assert unlocked(client, "amount=10") == ["dear"]
    assert unlocked(client, "amount=10&firm_only=on") == []


def test_other_currencies_are_compared_at_a_stated_rate(
    client: Client, areas: dict[str, Need], make_need: MakeNeed, claire: User
) -> None:
    make_need(1000, currency="XOF")
    Rate.add(by=claire, currency="USD", day=date(2018, 5, 25), rate=Decimal("1.25"), source="ECB")
    found = client.get("/pledges/unlock/?amount=37.50&currency=USD").context["found"]
    assert [line.words.replace("\xa0", " ") for line in found.unlocked] == ["US$ 37.50"]
    assert found.rates == ["1 EUR = 1.25 USD on 25 May 2018 (ECB)"]
    assert [row.title for row in found.unpriced] == ["Exchange"]


@pytest.mark.parametrize(
    "query", ["amount=NaN", "amount=0", "amount=1.005", "things=many", "things=0 vans", "goal=x", "currency=ABC"]
)
def test_what_cannot_be_asked_gets_a_sentence(client: Client, query: str) -> None:
    page = client.get(f"/pledges/unlock/?{query}")
    assert (page.status_code, 'id="summary"' in page.text) == (400, True)
    for further in ("export", "save"):
        assert client.get(f"/pledges/unlock/{further}/?{query}").status_code == 302


def test_the_answer_is_exported(
    client: Client, areas: dict[str, Need], make_need: MakeNeed, make_follow_up: Any
) -> None:
    make_need(500, follow_up=make_follow_up("=1+1"))
    answer = client.get("/pledges/unlock/export/?amount=100")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row[0], row[2]) for row in rows[1:]] == [
        ("feasible", "cheap"), ("feasible", "small"), ("not yet", "dear"), ("not yet", "staff"), ("not yet", "'=1+1"),
        ("not estimated", "Unestimated"),
    ]  # fmt: skip


def test_a_proposal_is_saved_as_indicated_pledges_promised_to_what_they_unlock(
    client: Client, areas: dict[str, Need]
) -> None:
    address = "/pledges/unlock/save/?amount=100&months=6&things=2 vans"
    sent = as_sent(client.get(address), donor="Norway")
    for _click in range(2):
        assert client.post(address, sent).status_code == 302
    pledges = Pledge.objects.order_by("id")
    assert [(row.measure.replace("\xa0", " "), row.stage) for row in pledges] == [
        ("€ 100", "indicated"), ("1 staff, 6 months", "indicated"), ("2 vans", "indicated"),
    ]  # fmt: skip
    assert {row.need.follow_up.title: row.quantity for row in Allocation.objects.all()} == {
        "cheap": 40, "small": 30, "staff": 6,
    }  # fmt: skip


def test_a_reader_asks_but_saves_nothing(noor: User, sign_in: SignIn, areas: dict[str, Need]) -> None:
    client = sign_in(noor)
    assert client.get("/pledges/unlock/?amount=5").context["may_save"] is False
    assert client.get("/pledges/unlock/save/?amount=5").status_code == 403


def test_the_restricted_is_compared_for_nobody_else(
    secret: FollowUp, make_need: MakeNeed, claire: User, omar: User, sign_in: SignIn
) -> None:
    make_need(10, follow_up=secret)
    assert [len(unlocked(sign_in(user), "amount=10")) for user in (claire, omar)] == [1, 0]
