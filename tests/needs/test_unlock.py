"""What would it unlock? The page, its answer as a file, and as a proposal."""

import csv
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.house.pages import as_sent
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.needs.models import Allocation, Need
from tracker.pledges.models import Pledge
from tracker.pledges.models.exchange_rate import Rate

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
    ("needed", "offered", "amount", "quantity", "taken"),
    [("EUR", "USD", "40", 30, "37.5"), ("USD", "EUR", "40", 50, "40")],
)
def test_the_money_of_another_currency_is_promised_in_the_unit_of_each_need(
    client: Client, make_need: MakeNeed, claire: User, needed: str, offered: str, amount: str, quantity: int, taken: str
) -> None:
    Rate.add(by=claire, currency="USD", day=date(2018, 5, 25), rate=Decimal("1.25"), source="ECB")
    need = make_need(quantity, currency=needed)
    address = f"/pledges/unlock/save/?amount={amount}&currency={offered}"
    client.post(address, as_sent(client.get(address), donor="Norway"))
    row = Allocation.objects.get()
    assert (row.need, row.quantity, row.taken, row.pledge.currency) == (need, quantity, Decimal(taken), offered)


def test_two_offers_that_fill_one_need_are_promised_in_their_parts(client: Client, make_need: MakeNeed) -> None:
    make_need(5, kind="in_kind", currency="", what="vans")
    address = "/pledges/unlock/save/?things=2 vans%0A4 Vans%0A1 boat"
    client.post(address, as_sent(client.get(address), donor="Norway", detail="By ship."))
    rows = Allocation.objects.order_by("id")
    assert [(row.pledge.measure, row.quantity, row.pledge.detail) for row in rows] == [
        ("2 vans", 2, "By ship."), ("4 Vans", 3, "By ship."),
    ]  # fmt: skip


def test_a_proposal_that_counts_on_no_promise_promises_no_more_than_is_missing(
    client: Client, make_need: MakeNeed, make_pledge: MakePledge, make_follow_up: MakeFollowUp, claire: User
) -> None:
    """Of one need a part is promised already, and of another the whole."""
    half, whole = (make_need(100, follow_up=make_follow_up(title)) for title in ("Half", "Whole"))
    Allocation.make(make_pledge(60), half, Decimal(60), by=claire)
    Allocation.make(make_pledge(100), whole, Decimal(100), by=claire)
    asked = "amount=200&firm_only=on"
    assert unlocked(client, asked) == ["Half", "Whole"]
    address = f"/pledges/unlock/save/?{asked}"
    client.post(address, as_sent(client.get(address), donor="Norway"))
    made = Allocation.objects.filter(pledge__donor__name="Norway")
    assert [(row.need, row.quantity) for row in made] == [(half, 40)]


def test_a_follow_up_is_as_urgent_as_its_most_urgent_need_and_lacks_all_of_them(
    client: Client, make_need: MakeNeed, make_follow_up: MakeFollowUp, make_pledge: MakePledge, claire: User
) -> None:
    follow_up = make_follow_up()
    make_need(10, follow_up=follow_up, priority=3)
    filled = make_need(20, follow_up=follow_up, priority=1)
    make_need(2, follow_up=follow_up, kind="in_kind", currency="", what="vans")
    Allocation.make(make_pledge(), filled, Decimal(20), by=claire)
    found = client.get("/pledges/unlock/?amount=10").context["found"]
    assert [(line.priority, line.words) for line in found.others] == [(1, "2 vans")]
    found = client.get("/pledges/unlock/?amount=10&things=2 vans").context["found"]
    assert [(line.priority, line.words) for line in found.unlocked] == [(1, "€\xa010 · 2 vans")]


def test_what_is_promised_in_full_is_neither_unlocked_nor_lacking(
    client: Client, make_need: MakeNeed, make_pledge: MakePledge, claire: User
) -> None:
    Allocation.make(make_pledge(), make_need(20), Decimal(20), by=claire)
    found = client.get("/pledges/unlock/?amount=1").context["found"]
    assert (found.unlocked, found.others, found.unestimated) == ([], [], [])
    found = client.get("/pledges/unlock/?amount=1&firm_only=on").context["found"]
    assert [line.words for line in found.others] == ["€\xa019"]


def test_so_many_are_compared_the_soonest_due_first(
    client: Client, make_need: MakeNeed, make_follow_up: MakeFollowUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.needs.unlock.MOST_AREAS", 2)
    for title, due in (("never", None), ("late", date(2030, 2, 1)), ("soon", date(2030, 1, 1))):
        make_need(1, follow_up=make_follow_up(title, due_on=due))
    assert unlocked(client, "amount=9") == ["soon", "late"]


@pytest.mark.parametrize(("lines", "status"), [(20, 200), (21, 400)])
def test_so_many_things_are_asked_of_at_once(client: Client, lines: int, status: int) -> None:
    query = urlencode({"things": "\n".join(f"{number} vans" for number in range(1, lines + 1))})
    page = client.get(f"/pledges/unlock/?{query}")
    assert (page.status_code, len(page.context.get("offers", []))) == (status, lines if status == 200 else 0)


@pytest.mark.parametrize(
    ("query", "offers"),
    [
        ("amount=1.5", ["€\xa01.50"]),
        ("amount=1.2550&currency=KWD", ["KWD\xa01.255"]),
        ("months=1.5", ["1.5 staff months"]),
        ("months=2&profile=Analyst", ["2 staff months (Analyst)"]),
        ("profile=Analyst", []),
        ("things=%0A 3  vans %0A%0A", ["3 vans"]),
        ("things=1 000 vans%0A2 3D printers", ["1,000 vans", "2 3D printers"]),
        ("amount=5&months=1&things=1 van", ["€\xa05", "1 staff month", "1 van"]),
    ],
)
def test_what_is_offered_is_said_back(client: Client, query: str, offers: list[str]) -> None:
    assert client.get(f"/pledges/unlock/?{query}").context["offers"] == offers


@pytest.mark.parametrize(
    ("unlocks", "of", "sentence"),
    [(0, 1, "It would unlock 0 of 1 follow-up."), (1, 2, "It would unlock 1 of 2 follow-ups.")],
)
def test_a_sentence_counts_them(client: Client, make_need: MakeNeed, unlocks: int, of: int, sentence: str) -> None:
    for _each in range(of):
        make_need(10)
    assert sentence in client.get(f"/pledges/unlock/?amount={10 * unlocks or 1}").text


@pytest.mark.parametrize(
    "query",
    [
        "amount=NaN",
        "amount=0",
        "amount=1.005",
        "amount=1.5&currency=JPY",
        "things=many",
        "things=0 vans",
        "things=10.000 vans",
        "goal=x",
        "currency=ABC",
    ],
)
def test_what_cannot_be_asked_gets_a_sentence(client: Client, query: str) -> None:
    page = client.get(f"/pledges/unlock/?{query}")
    assert (page.status_code, 'id="summary"' in page.text) == (400, True)
    for further in ("export", "save"):
        assert client.get(f"/pledges/unlock/{further}/?{query}").status_code == 302


def test_the_answer_is_exported(
    client: Client, areas: dict[str, Need], make_need: MakeNeed, make_follow_up: Any, eu: Organisation, claire: User
) -> None:
    make_need(500, follow_up=make_follow_up("=1+1", partner=eu), priority=2)
    answer = client.get("/pledges/unlock/export/?amount=100")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row[0], row[2]) for row in rows[1:]] == [
        ("feasible", "cheap"), ("feasible", "small"), ("not yet", "dear"), ("not yet", "staff"), ("not yet", "'=1+1"),
        ("not estimated", "Unestimated"),
    ]  # fmt: skip
    references = {row.title: row.reference for row in FollowUp.objects.all()}
    assert rows[0] == ["Answer", "Reference", "Follow-up", "Partner", "Priority", "Takes or lacks"]
    assert rows[5] == ["not yet", references["=1+1"], "'=1+1", "EU", "2", "€\xa0470"]
    assert rows[6] == ["not estimated", references["Unestimated"], "Unestimated", "", "", ""]
    Rate.add(by=claire, currency="USD", day=date(2018, 5, 25), rate=Decimal("1.25"), source="ECB")
    make_need(1, currency="XOF", follow_up=make_follow_up("francs"))
    answer = client.get("/pledges/unlock/export/?amount=1&currency=USD")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row[0], row[2:3]) for row in rows[-2:]] == [("no exchange rate", ["francs"]), ("rate", [])]
    assert rows[-1][1] == "1 EUR = 1.25 USD on 25 May 2018 (ECB)"


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


def test_a_proposal_that_others_covered_meanwhile_is_asked_again_and_nothing_is_saved(
    client: Client, areas: dict[str, Need], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promised by somebody else between the answer and the deed, as where two save at the same moment."""
    address, before = "/pledges/unlock/save/?amount=100", Allocation.make
    sent = as_sent(client.get(address), donor="Norway")

    def meanwhile(pledge: Pledge, need: Need, part: Decimal, **how: Any) -> Allocation:
        return before(pledge, need, part + pledge.quantity, **how)

    monkeypatch.setattr(Allocation, "make", meanwhile)
    answer = client.post(address, sent)
    told = answer.context["form"].non_field_errors()
    assert (answer.status_code, len(told), Pledge.objects.exists()) == (422, 1, False)
    assert "Norway" in answer.content.decode()


def test_a_reader_asks_but_saves_nothing(noor: User, sign_in: SignIn, areas: dict[str, Need]) -> None:
    client = sign_in(noor)
    assert client.get("/pledges/unlock/?amount=5").context["may_save"] is False
    assert client.get("/pledges/unlock/save/?amount=5").status_code == 403


def test_the_restricted_is_compared_for_nobody_else(
    secret: FollowUp, make_need: MakeNeed, claire: User, omar: User, sign_in: SignIn
) -> None:
    make_need(10, follow_up=secret)
    assert [len(unlocked(sign_in(user), "amount=10")) for user in (claire, omar)] == [1, 0]


def test_a_proposal_takes_the_name_of_a_donor_that_its_author_does_not_know_for_a_new_one(
    claire: User, omar: User, sign_in: SignIn
) -> None:
    shy = Organisation.add(by=claire, name="Shy", classification="restricted")
    address, client = "/pledges/unlock/save/?amount=5", sign_in(omar)
    assert client.post(address, as_sent(client.get(address), donor="Shy")).status_code == 302
    donor = Pledge.objects.get().donor
    assert (donor.name, donor == shy) == ("Shy", False)


@pytest.mark.parametrize(
    ("query", "saves"), [("profile=Analyst", False), ("amount=5", True), ("amount=5&months=1", True)]
)
def test_a_saved_proposal_leads_to_its_pledge_or_to_all_of_the_donor(client: Client, query: str, saves: bool) -> None:
    """Nothing offered is nothing to save."""
    assert client.get(f"/pledges/unlock/?{query}").context["may_save"] is saves
    address = f"/pledges/unlock/save/?{query}"
    if saves:
        answer = client.post(address, as_sent(client.get(address), donor="Norway"))
        pledges = Pledge.objects.all()
        alone = pledges[0].get_absolute_url() if len(pledges) == 1 else f"/pledges/?donor={pledges[0].donor_id}"
        assert answer["Location"] == alone


def test_its_file_is_made_so_often_and_no_more(client: Client, areas: dict[str, Need], settings: Any) -> None:
    settings.HOW_OFTEN = {"export": "1/h/user"}
    asked = ["amount=x", "amount=100", "amount=100", "", "amount=x"]
    answers = [client.get(f"/pledges/unlock/export/?{query}") for query in asked]
    back = "/pledges/unlock/?amount=x"
    assert [answer.status_code for answer in answers] == [302, 200, 429, 302, 302]
    assert [answers[0].url, answers[3].url] == [back, "/pledges/unlock/?"]
    assert 'href="/pledges/unlock/?amount=100"' in answers[2].text
