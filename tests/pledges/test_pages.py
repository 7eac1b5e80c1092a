"""The list of pledges, logging one, and its own page with its deeds."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.house.pages import as_sent
from tests.house.tree import Tree
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.needs.models import Allocation, Need
from tracker.pledges.models import Pledge
from tracker.pledges.soft_pledges_by_donor import aged, ageing

SignIn = Callable[[User], Client]
MakePledge = Callable[..., Pledge]
MakeNeed = Callable[..., Need]


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def found(client: Client, query: str = "") -> list[Decimal]:
    page = client.get(f"/pledges/?{query}")
    assert page.status_code == 200, page.text
    return [row.quantity for row in page.context["page"].rows]


def test_the_list_is_filtered_from_its_address(
    client: Client, make_pledge: MakePledge, visit: Meeting, europol: Organisation, eu: Organisation, today: date
) -> None:
    make_pledge(1, meeting=visit)
    make_pledge(2, stage="received", donor=europol)
    make_pledge(3, kind="in_kind", currency="", what="rooms", made_on=today - timedelta(days=90))
    make_pledge(4, stage="withdrawn")
    queries = {
        "": [2, 4, 3, 1],
        "kind=in_kind": [3],
        "stage=received": [2],
        "stage=firm": [2],
        "stage=standing": [2, 3, 1],
        f"donor={europol.pk}": [2],
        f"donor={eu.pk}": [2, 4, 3, 1],
        f"meeting={visit.pk}": [1],
        "ageing=on": [3, 1],
    }
    assert {query: sorted(found(client, query)) for query in queries} == {
        query: sorted(rows) for query, rows in queries.items()
    }


def test_the_list_costs_the_same_with_one_row_and_with_three(client: Client, make_pledge: MakePledge) -> None:
    costs = []
    for more in (1, 2):
        for _each in range(more):
            make_pledge(5, made_on=date(2018, 5, 25))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/pledges/")
        costs.append(len(asked))
    assert costs == [costs[0]] * 2


def test_words_age_after_ninety_days(make_pledge: MakePledge, visit: Meeting, today: date) -> None:
    days = {"fresh": 89, "old": 90}
    rows = {name: make_pledge(1, made_on=today - timedelta(days=number)) for name, number in days.items()}
    firm = make_pledge(1, made_on=date(2018, 5, 25), stage="committed")
    assert [row.is_ageing(today) for row in (*rows.values(), firm)] == [False, True, False]
    assert [each.pledges[0][0] for each in ageing(Pledge.objects.all(), today)] == [rows["old"]]
    assert aged(rows["old"], today).endswith("not committed after 90 days")
    said = aged(make_pledge(1, meeting=visit), date(2018, 9, 22))
    assert said == "Indicated at the meeting of 25 May 2018, not committed after 120 days"


def test_a_pledge_is_logged_from_a_meeting(client: Client, visit: Meeting, eu: Organisation) -> None:
    address = f"/pledges/new/?meeting={visit.pk}&kind=staff"
    client.post(address, as_sent(client.get(address), donor="EU", people="2", months="12", what="secondees"))
    pledge = Pledge.objects.get()
    assert (pledge.donor, pledge.meeting, pledge.made_on) == (eu, visit, visit.held_on)
    assert (pledge.quantity, pledge.months, pledge.measure) == (24, 12, "2 secondees, 12 months each")


def test_a_donor_nobody_knows_is_added(client: Client) -> None:
    sent = as_sent(client.get("/pledges/new/"), donor="Government of Norway", amount="1,000")
    assert client.post("/pledges/new/", sent).status_code == 302
    assert Pledge.objects.get().donor.name == "Government of Norway"


@pytest.mark.parametrize(
    ("pledged", "met", "hidden"),
    [("general", "general", False), ("restricted", "general", True), ("general", "restricted", True)],
)
def test_a_new_donor_is_as_restricted_as_the_pledge_or_its_meeting(
    client: Client, visit: Meeting, omar: User, pledged: str, met: str, hidden: bool
) -> None:
    visit.change("edited", by=None, classification=met)
    address = f"/pledges/new/?meeting={visit.pk}"
    sent = as_sent(client.get(address), donor="Norway", amount="5", classification=pledged)
    assert client.post(address, sent).status_code == 302
    donor = Pledge.objects.get().donor
    assert (donor.classification, Organisation.objects.visible_to(omar).filter(pk=donor.pk).exists()) == (
        "restricted" if hidden else "general", not hidden,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("currency", "amount", "status"),
    [("EUR", "1.25", 302), ("EUR", "1.2550", 422), ("JPY", "1", 302), ("JPY", "1.5", 422), ("KWD", "1.255", 302),
     ("KWD", "1.2555", 422)],
)  # fmt: skip
def test_each_currency_has_its_own_smallest_coin(client: Client, currency: str, amount: str, status: int) -> None:
    sent = as_sent(client.get("/pledges/new/"), donor="Norway", amount=amount, currency=currency)
    answer = client.post("/pledges/new/", sent)
    assert (answer.status_code, Pledge.objects.count()) == (status, int(status == 302))
    if status == 422:
        assert list(answer.context["form"].errors) == ["amount"]


def test_namesakes_among_the_donors_keep_their_pledges_apart(make_pledge: MakePledge, today: date) -> None:
    """The donors by name, and the pledges of each with the oldest first, the first logged of one day."""
    first, second = (Organisation.add(by=None, name="Ministry of Finance") for _each in range(2))
    agency = Organisation.add(by=None, name="Agency")
    for day, donor in ((1, first), (2, second), (4, first), (3, second), (5, agency), (3, second)):
        make_pledge(day, donor=donor, made_on=date(2018, 5, day))
    heaps = [(each.donor, [row.quantity for row, _words in each.pledges]) for each in ageing(Pledge.objects, today)]
    assert heaps == [(agency, [5]), (first, [1, 4]), (second, [2, 3, 3])]
    keys = [row.pk for row, _words in ageing(Pledge.objects, today)[2].pledges]
    assert keys == sorted(keys)


def test_no_more_is_asked_about_than_one_reads(
    make_pledge: MakePledge, today: date, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.pledges.soft_pledges_by_donor.MOST", 2)
    for day in (3, 1, 2):
        make_pledge(day, made_on=date(2018, 5, day))
    assert [row.quantity for row, _words in ageing(Pledge.objects, today)[0].pledges] == [1, 2]
    assert client.get("/pledges/").context["ageing_count"].number == 3


def test_words_without_a_meeting_age_from_the_day_they_were_spoken(make_pledge: MakePledge, visit: Meeting) -> None:
    alone = make_pledge(1, made_on=date(2018, 5, 20), stage="pledged")
    assert aged(alone, date(2018, 9, 22)) == "Pledged on 20 May 2018, not committed after 125 days"
    met = make_pledge(1, made_on=date(2018, 5, 20), meeting=visit)
    assert aged(met, date(2018, 9, 22)) == "Indicated at the meeting of 25 May 2018, not committed after 125 days"


def test_what_waits_is_asked_about_only_among_what_is_filtered(
    client: Client, make_pledge: MakePledge, wco: Organisation
) -> None:
    make_pledge(1, made_on=date(2018, 5, 25))
    make_pledge(2, made_on=date(2018, 5, 25), donor=wco)
    context = client.get(f"/pledges/?donor={wco.pk}").context
    assert [each.donor for each in context["ageing"]] == [wco]
    assert (context["ageing_count"].number, context["count"].number) == (1, 1)


def test_what_does_not_stand_on_the_first_page_is_reached_by_its_link_and_left_again(
    client: Client, make_pledge: MakePledge
) -> None:
    for quantity in range(1, 52):
        make_pledge(quantity, made_on=date(2018, 5, 25))
    query, rows = "stage=indicated", []
    for way in ("next", "prev"):
        page = client.get(f"/pledges/?{query}")
        rows.append([row.quantity for row in page.context["page"].rows])
        [link] = [node for node in Tree(page.text).main().within() if node.get("rel") == way]
        query = link.get("href").removeprefix("?")
    rows.append(found(client, query))
    assert rows == [[*range(51, 1, -1)], [1], [*range(51, 1, -1)]]


def test_who_made_pledges_on_one_day_finds_the_last_logged_first(client: Client, make_pledge: MakePledge) -> None:
    for quantity, day in ((1, 25), (2, 25), (3, 24)):
        make_pledge(quantity, made_on=date(2018, 5, day))
    assert found(client) == [2, 1, 3]


def test_neither_a_filter_nor_a_new_pledge_takes_what_its_reader_does_not_know(
    secret: FollowUp, make_pledge: MakePledge, claire: User, omar: User, sign_in: SignIn
) -> None:
    donor = Organisation.add(by=claire, name="Shy", classification="restricted")
    keys = {"meeting": secret.meeting.pk, "donor": donor.pk}
    for name, key in keys.items():
        asked = [sign_in(user).get(f"/pledges/?{name}={key}").status_code for user in (claire, omar)]
        started = [
            sign_in(user).get(f"/pledges/new/?{name}={key}").context["form"].initial[name] is not None
            for user in (claire, omar)
        ]
        assert (name, asked, started) == (name, [200, 400], [True, False])
    client = sign_in(omar)
    for name, words in {"meeting": secret.meeting.title, "donor": "Shy"}.items():
        sent = as_sent(client.get("/pledges/new/"), **({"donor": "EU", "amount": "5"} | {name: words}))
        client.post("/pledges/new/", sent)
    assert not Pledge.objects.filter(meeting=secret.meeting).exists()
    assert not Pledge.objects.filter(donor=donor).exists()


@pytest.mark.parametrize(("who", "looks", "writes"), [("noor", 200, 403), ("claire", 200, 200), ("jonas", 200, 200)])
def test_a_reader_logs_no_pledge(
    who: str, looks: int, writes: int, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    client = sign_in(request.getfixturevalue(who))
    assert (client.get("/pledges/").status_code, client.get("/pledges/new/").status_code) == (looks, writes)


@pytest.mark.parametrize(
    ("address", "typed"),
    [("edit/", "made_on"), ("edit/", "stage_since"), ("to/committed/", "on")],
)
def test_no_day_of_a_pledge_is_still_to_come(
    client: Client, make_pledge: MakePledge, today: date, address: str, typed: str
) -> None:
    pledge = make_pledge(stage="indicated", made_on=date(2018, 5, 25))
    page = f"/pledges/{pledge.pk}/{address}"
    for day, status in ((today + timedelta(days=1), 422), (today, 302)):
        answer = client.post(page, as_sent(client.get(page), **{typed: day.isoformat()}))
        assert (day, answer.status_code) == (day, status)


def test_what_an_edit_leaves_as_it_was_stays(client: Client, make_pledge: MakePledge, visit: Meeting) -> None:
    pledge = make_pledge(
        24, kind="staff", currency="", people=2, what="secondees", stage="pledged", meeting=visit, detail="Two\nlines",
        made_on=date(2018, 5, 26), stage_since=date(2018, 5, 27), classification="restricted",
    )  # fmt: skip
    address = f"/pledges/{pledge.pk}/edit/"
    assert client.post(address, as_sent(client.get(address))).status_code == 302
    assert [entry.verb for entry in pledge.history.all()] == ["added"]
    refused = client.post(address, as_sent(client.get(address)) | {"made_on": ""})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["made_on"])


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "amount"),
        ({"kind": "staff", "currency": "", "people": 1}, "months"),
        ({"kind": "in_kind", "currency": "", "what": "vans"}, "quantity"),
    ],
)
def test_what_is_allocated_is_said_beside_the_field_of_its_kind(
    client: Client, make_pledge: MakePledge, make_need: MakeNeed, claire: User, values: dict[str, Any], field: str
) -> None:
    pledge = make_pledge(100, **values)
    Allocation.make(pledge, make_need(90, **values), Decimal(90), by=claire)
    address = f"/pledges/{pledge.pk}/edit/"
    page = client.post(address, as_sent(client.get(address), **{field: "50"}))
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"amount": "NaN"}, "amount"),
        ({"amount": "-5"}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"amount": "1.005"}, "amount"),
        ({"amount": "9" * 15}, "amount"),
        ({"currency": "ABC"}, "currency"),
        ({"made_on": "2099-01-01"}, "made_on"),
        ({"donor": ""}, "donor"),
        ({"stage": "withdrawn"}, "stage"),
    ],
)
def test_what_cannot_be_taken_in_gets_a_sentence(client: Client, typed: dict[str, str], field: str) -> None:
    sent = as_sent(client.get("/pledges/new/"), donor="Norway", amount="5") | typed
    page = client.post("/pledges/new/", sent)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert Pledge.objects.count() == 0


def test_a_pledge_moves_in_one_post_and_can_be_moved_back(client: Client, make_pledge: MakePledge) -> None:
    pledge = make_pledge()
    page = client.post(f"/pledges/{pledge.pk}/to/committed/", {"version": pledge.version}, follow=True)
    pledge.refresh_from_db()
    assert (pledge.stage, "is now: Committed" in page.text) == ("committed", True)
    entry = pledge.history.first()
    client.post(f"/pledges/{pledge.pk}/undo/{entry.pk}/")
    pledge.refresh_from_db()
    assert pledge.stage == "indicated"


def test_a_withdrawal_asks_why(client: Client, make_pledge: MakePledge) -> None:
    pledge = make_pledge()
    address = f"/pledges/{pledge.pk}/to/withdrawn/"
    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "Cut.", "on": "25 May 2018"})
    pledge.refresh_from_db()
    assert (pledge.stage, pledge.stage_since, pledge.history.first().note) == ("withdrawn", date(2018, 5, 25), "Cut.")


def test_two_who_move_it_apart_see_both_values(client: Client, make_pledge: MakePledge, amina: User) -> None:
    pledge = make_pledge()
    pledge.move_to("pledged", by=amina)
    page = client.post(f"/pledges/{pledge.pk}/to/committed/", {"version": 1})
    assert (page.status_code, "What stands there now" in page.text) == (409, True)
    assert Pledge.objects.get().stage == "pledged"


def test_two_who_edit_it_see_both_values(client: Client, make_pledge: MakePledge, amina: User) -> None:
    pledge = make_pledge(100)
    address = f"/pledges/{pledge.pk}/edit/"
    sent = as_sent(client.get(address), amount="200")
    Pledge.objects.get().edit(by=amina, quantity=Decimal(300))
    page = client.post(address, sent)
    assert (page.status_code, page.context["clashes"][0].theirs) == (409, 300)
    client.post(address, as_sent(page))
    assert Pledge.objects.get().quantity == 200


def test_less_than_is_allocated_is_refused_beside_the_amount(
    client: Client, make_pledge: MakePledge, make_need: MakeNeed, claire: User
) -> None:
    pledge = make_pledge(100)
    Allocation.make(pledge, make_need(90), Decimal(90), by=claire)
    address = f"/pledges/{pledge.pk}/edit/"
    page = client.post(address, as_sent(client.get(address), amount="50"))
    assert page.status_code == 422
    assert "€\xa090 of it is allocated" in page.text


def test_a_removed_pledge_can_be_brought_back(client: Client, make_pledge: MakePledge) -> None:
    pledge = make_pledge()
    assert client.get(f"/pledges/{pledge.pk}/remove/").status_code == 200
    client.post(f"/pledges/{pledge.pk}/remove/")
    assert client.get(f"/pledges/{pledge.pk}/").status_code == 404
    client.post(f"/pledges/{pledge.pk}/restore/")
    assert client.get(f"/pledges/{pledge.pk}/").status_code == 200


def test_its_page_shows_only_what_one_may_see(
    make_pledge: MakePledge, make_need: MakeNeed, secret: FollowUp, claire: User, omar: User, sign_in: SignIn
) -> None:
    """What is free is said as it is: what was allocated before somebody restricted it, when one could, all had seen."""
    pledge = make_pledge(100)
    seen, hidden = (Allocation.make(pledge, make_need(each), Decimal(each), by=claire) for each in (20, 40))
    FollowUp.objects.filter(pk=hidden.need.follow_up_id).update(meeting=secret.meeting)
    pages = {user: sign_in(user).get(f"/pledges/{pledge.pk}/").context for user in (claire, omar)}
    assert {user: page["free"] for user, page in pages.items()} == {claire: "€\xa040", omar: "€\xa040"}
    assert {user: page["allocations"] for user, page in pages.items()} == {claire: [seen, hidden], omar: [seen]}


def test_the_partner_page_tells_what_they_pledged_and_what_waits(
    client: Client,
    make_pledge: MakePledge,
    make_need: MakeNeed,
    eu: Organisation,
    make_follow_up: Callable[..., FollowUp],
) -> None:
    pledge = make_pledge(100, made_on=date(2018, 5, 25))
    need = make_need(90, follow_up=make_follow_up("Exchange", partner=eu))
    context = client.get(eu.get_absolute_url()).context
    assert list(context["pledges"]) == [pledge]
    assert [row for row, _words in context["aged"]] == [pledge]
    assert [(row, [bar.need for bar in bars]) for row, bars in context["pending"]] == [(need.follow_up, [need])]
