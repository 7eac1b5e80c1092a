"""What a follow-up needs, on its page: bars, estimates, allocations."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.house.pages import as_sent
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.needs import forms
from tracker.needs.coverage import Coverage, coverage_of
from tracker.needs.forms import PledgeField, offered
from tracker.needs.models import Allocation, Need
from tracker.pledges.models import Pledge
from tracker.pledges.models.exchange_rate import Rate
from tracker.records.models import Passage, Record

SignIn = Callable[[User], Client]
MakePledge = Callable[..., Pledge]
MakeNeed = Callable[..., Need]
MakeFollowUp = Callable[..., FollowUp]


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def bar(need: Need, user: User) -> Coverage:
    return coverage_of([need.follow_up], user)[need.follow_up_id][0]


def restrict_as_before(visit: Meeting) -> None:
    """As houses have it from the time before that was refused of what is allocated to others."""
    Meeting.objects.filter(pk=visit.pk).update(classification="restricted")


def test_a_bar_says_in_words_what_it_draws(make_need: MakeNeed, make_pledge: MakePledge, claire: User) -> None:
    need = make_need(200_000)
    Allocation.make(make_pledge(90_000, stage="committed"), need, Decimal(90_000), by=claire)
    Allocation.make(make_pledge(50_000), need, Decimal(50_000), by=claire)
    drawn = bar(need, claire)
    assert drawn.words.replace("\xa0", " ") == "€ 90,000 of € 200,000 covered, € 50,000 promised, € 60,000 missing"
    assert drawn.short.replace("\xa0", " ") == "€ 90,000 of € 200,000"
    assert (drawn.covered_percent, drawn.promised_percent) == (45.0, 25.0)


@pytest.mark.parametrize(
    ("values", "part", "short", "words"),
    [
        (
            {"quantity": 24, "kind": "staff", "people": 2, "what": "secondees"}, 12, "1 of 2 secondees",
            "12 of 24 staff months covered, 12 staff months missing",
        ),
        (
            {"quantity": 24, "kind": "staff", "people": 2}, 6, "0.5 of 2 staff",
            "6 of 24 staff months covered, 18 staff months missing",
        ),
        ({"quantity": 3, "kind": "in_kind", "what": "scanners"}, 3, "3 of 3 scanners", "3 of 3 covered"),
    ],
)  # fmt: skip
def test_staff_and_things_are_counted_in_their_own_unit(
    make_need: MakeNeed,
    make_pledge: MakePledge,
    claire: User,
    values: dict[str, Any],
    part: int,
    short: str,
    words: str,
) -> None:
    values = {"currency": "", **values}
    need = make_need(**values)
    Allocation.make(make_pledge(stage="received", **values), need, Decimal(part), by=claire)
    assert (bar(need, claire).short, bar(need, claire).words) == (short, words)


def test_a_hidden_pledge_leaves_no_trace_in_a_bar(
    make_need: MakeNeed, make_pledge: MakePledge, claire: User, omar: User, visit: Meeting
) -> None:
    need = make_need(100)
    Allocation.make(make_pledge(40, meeting=visit, stage="committed"), need, Decimal(40), by=claire)
    restrict_as_before(visit)
    assert (bar(need, claire).covered, bar(need, omar).covered) == (40, 0)


def test_a_need_is_added_edited_and_removed(client: Client, make_follow_up: MakeFollowUp) -> None:
    follow_up = make_follow_up()
    address = f"/follow-ups/{follow_up.pk}/needs/new/?kind=staff"
    client.post(address, as_sent(client.get(address), people="2", months="12", what="secondees", priority="1"))
    need = Need.objects.get()
    assert (need.label, need.follow_up.status) == (
        "2 secondees, 12 months each, priority 1, high", "pending_resources",
    )  # fmt: skip
    address = f"/follow-ups/{follow_up.pk}/needs/{need.pk}/"
    client.post(address, as_sent(client.get(address), people="1"))
    assert Need.objects.get().quantity == 12
    page = client.post(f"{address}remove/", follow=True)
    assert "No longer needed" in page.text
    assert FollowUp.objects.get(pk=follow_up.pk).status == "open"
    client.post(f"{address}restore/")
    assert FollowUp.objects.get(pk=follow_up.pk).status == "pending_resources"


def test_two_who_edit_a_need_see_both_values(client: Client, make_need: MakeNeed, amina: User) -> None:
    need = make_need(100)
    address = f"/follow-ups/{need.follow_up_id}/needs/{need.pk}/"
    sent = as_sent(client.get(address), amount="200")
    need.edit(by=amina, quantity=Decimal(300))
    page = client.post(address, sent)
    assert (page.status_code, [(clash.mine, clash.theirs) for clash in page.context["clashes"]]) == (409, [(200, 300)])
    client.post(address, as_sent(page))
    assert Need.objects.get().quantity == 200


def test_a_pledge_is_allocated_and_taken_back(
    client: Client, make_need: MakeNeed, make_pledge: MakePledge, claire: User
) -> None:
    need, pledge = make_need(100), make_pledge(60, stage="committed")
    address = f"/follow-ups/{need.follow_up_id}/needs/{need.pk}/allocate/"
    form = as_sent(client.get(address))
    assert form["quantity"] == ["100"]
    refused = client.post(address, form)
    assert (refused.status_code, "Not so much of the pledge is free" in refused.text) == (422, True)
    for _click in range(2):
        client.post(address, form | {"quantity": "60"})
    row = Allocation.objects.get()
    assert (row.quantity, row.pledge) == (60, pledge)
    client.post(f"/follow-ups/{need.follow_up_id}/allocations/{row.pk}/take-back/")
    assert (Allocation.objects.count(), Pledge.objects.get().allocated) == (0, 0)


def test_pressed_twice_a_part_is_meant_once_and_from_another_form_once_more(
    client: Client, make_need: MakeNeed, make_pledge: MakePledge, claire: User
) -> None:
    need = make_need(100)
    make_pledge(90, stage="committed")
    address = f"/follow-ups/{need.follow_up_id}/needs/{need.pk}/allocate/"
    form = as_sent(client.get(address), quantity="30")
    for sent in (form, form, as_sent(client.get(address), quantity="30")):
        assert client.post(address, sent).status_code == 302
    assert [row.quantity for row in Allocation.objects.all()] == [30, 30]
    new = f"/follow-ups/{need.follow_up_id}/needs/new/"
    form = as_sent(client.get(new), amount="5")
    for sent in (form, form, as_sent(client.get(new), amount="5")):
        assert client.post(new, sent).status_code == 302
    assert [row.quantity for row in Need.objects.all()] == [100, 5, 5]


def test_a_need_that_something_is_allocated_to_stays(
    client: Client, make_need: MakeNeed, make_pledge: MakePledge, claire: User
) -> None:
    need = make_need(100)
    Allocation.make(make_pledge(60), need, Decimal(60), by=claire)
    page = client.post(f"/follow-ups/{need.follow_up_id}/needs/{need.pk}/remove/", follow=True)
    assert "Take them back first" in page.text
    assert Need.objects.present().count() == 1
    address = f"/follow-ups/{need.follow_up_id}/needs/{need.pk}/"
    refused = client.post(address, as_sent(client.get(address), amount="50"))
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["amount"])


def test_the_partner_s_pledges_are_offered_first(
    make_need: MakeNeed, make_pledge: MakePledge, make_follow_up: MakeFollowUp, europol: Organisation, claire: User
) -> None:
    need = make_need(10, follow_up=make_follow_up(partner=europol))
    of_eu, of_europol = make_pledge(5), make_pledge(5, donor=europol, made_on=date(2018, 5, 25))
    make_pledge(5, stage="withdrawn")
    make_pledge(5, kind="staff", currency="", people=1)
    spent = make_pledge(5)
    spent.take(Decimal(5))
    assert list(offered(need, claire)) == [of_europol, of_eu]


def test_the_pledges_offered_are_those_of_the_partner_and_its_parts_the_newest_first(
    make_need: MakeNeed, make_pledge: MakePledge, make_follow_up: MakeFollowUp, eu: Organisation,
    europol: Organisation, wco: Organisation, claire: User,
) -> None:  # fmt: skip
    need = make_need(10, follow_up=make_follow_up(partner=eu))
    days = [(wco, 30), (europol, 25), (eu, 24), (eu, 25), (wco, 30)]
    rows = [make_pledge(5, donor=donor, made_on=date(2018, 5, day)) for donor, day in days]
    assert list(offered(need, claire)) == [rows[3], rows[1], rows[2], rows[4], rows[0]]
    assert list(offered(make_need(10), claire)) == [rows[4], rows[0], rows[3], rows[1], rows[2]]


def test_an_offered_pledge_says_how_firm_it_is(make_pledge: Callable[..., Pledge]) -> None:
    pledge = make_pledge(stage="committed")
    assert PledgeField(Pledge.objects.all()).label_from_instance(pledge) == f"{pledge}, {pledge.get_stage_display()}"


def test_only_the_newest_pledges_are_offered(
    make_need: MakeNeed, make_pledge: MakePledge, claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.needs.forms.MOST_OFFERED", 2)
    rows = [make_pledge(5, made_on=date(2018, 5, day)) for day in (24, 26, 25)]
    assert list(offered(make_need(10), claire)) == [rows[1], rows[2]]


def test_only_pledges_are_offered_that_their_reader_sees_and_the_follow_up_may_tell_of(
    secret: FollowUp, make_need: MakeNeed, make_pledge: MakePledge, claire: User, omar: User, sign_in: SignIn
) -> None:
    need, general = make_need(10), make_pledge(5)
    make_pledge(5, classification="restricted", by=omar)
    of_secret = make_pledge(5, meeting=secret.meeting)
    assert [set(offered(need, user)) for user in (claire, omar)] == [{general}, {general}]
    assert set(offered(make_need(10, follow_up=secret), claire)) == {of_secret}
    address = f"/follow-ups/{need.follow_up_id}/needs/{need.pk}/allocate/"
    for pledge in (of_secret.pk, 10**30):
        refused = sign_in(claire).post(address, {"pledge": pledge, "quantity": "5"})
        assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["pledge"])


def test_what_cannot_cover_a_restricted_follow_up_stands_in_no_others_place(
    secret: FollowUp, make_need: MakeNeed, make_pledge: MakePledge, claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "MOST_FREE", 1)
    of_secret, _newer = make_pledge(5, meeting=secret.meeting), make_pledge(5)
    assert set(offered(make_need(10, follow_up=secret), claire)) == {of_secret}


@pytest.mark.parametrize(
    ("currency", "typed", "status"),
    [("EUR", "1.25", 302), ("EUR", "1.2550", 422), ("JPY", "1.5", 422), ("KWD", "1.2550", 302)],
)
def test_a_part_is_of_whole_coins(
    client: Client, make_need: MakeNeed, make_pledge: MakePledge, currency: str, typed: str, status: int
) -> None:
    need, _pledge = make_need(10, currency=currency), make_pledge(5, currency=currency)
    address = f"/follow-ups/{need.follow_up_id}/needs/{need.pk}/allocate/"
    answer = client.post(address, as_sent(client.get(address), quantity=typed))
    assert (answer.status_code, Allocation.objects.count()) == (status, int(status == 302))


def test_the_form_starts_from_what_is_missing(
    client: Client, make_need: MakeNeed, make_pledge: MakePledge, make_follow_up: MakeFollowUp, claire: User
) -> None:
    """Of this need, not of the other of its follow-up."""
    follow_up = make_follow_up()
    other, need = (make_need(quantity, follow_up=follow_up) for quantity in (7, 100))
    Allocation.make(make_pledge(50, stage="committed"), need, Decimal(30), by=claire)
    Allocation.make(make_pledge(50), need, Decimal(20), by=claire)
    shown = {
        row.pk: as_sent(client.get(f"/follow-ups/{follow_up.pk}/needs/{row.pk}/allocate/"))["quantity"]
        for row in (other, need)
    }
    assert shown == {other.pk: ["7"], need.pk: ["50"]}


def test_each_need_has_its_own_bar_and_a_removed_one_none(
    make_need: MakeNeed, make_pledge: MakePledge, make_follow_up: MakeFollowUp, claire: User
) -> None:
    follow_ups = [make_follow_up(title) for title in ("First", "Second", "Without")]
    needs = [make_need(quantity, follow_up=follow_ups[of]) for quantity, of in ((10, 0), (20, 1), (30, 0), (40, 0))]
    needs[3].remove(by=claire)
    for need, part in zip(needs, (1, 2, 3), strict=False):
        Allocation.make(make_pledge(stage="committed"), need, Decimal(part), by=claire)
        Allocation.make(make_pledge(), need, Decimal(part), by=claire)
    bars = coverage_of(follow_ups, claire)
    assert {
        key: [(each.need, each.covered, each.promised, each.missing) for each in of] for key, of in bars.items()
    } == {
        follow_ups[0].pk: [(needs[0], 1, 1, 8), (needs[2], 3, 3, 24)],
        follow_ups[1].pk: [(needs[1], 2, 2, 16)],
    }


DEEDS = ["needs/new/", "needs/{need}/", "needs/{need}/remove/", "needs/{gone}/restore/", "needs/{need}/allocate/",
         "allocations/{part}/take-back/"]  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS)
def test_needs_are_changed_by_officers_who_see_the_follow_up_they_are_of(
    deed: str, secret: FollowUp, make_follow_up: MakeFollowUp, make_need: MakeNeed, make_pledge: MakePledge,
    noor: User, omar: User, claire: User, sign_in: SignIn,
) -> None:  # fmt: skip
    follow_up = make_follow_up(owner=noor.person)

    def address(of: FollowUp) -> str:
        need, gone = make_need(10, follow_up=of), make_need(10, follow_up=of)
        part = Allocation.make(make_pledge(meeting=of.meeting), need, Decimal(5), by=claire)
        gone.remove(by=claire)
        return deed.format(need=need.pk, gone=gone.pk, part=part.pk)

    mine, theirs = address(follow_up), address(secret)
    asked = {
        "a reader": (noor, f"/follow-ups/{follow_up.pk}/{mine}", 403),
        "of what is hidden": (omar, f"/follow-ups/{secret.pk}/{theirs}", 404),
        "by way of another": (omar, f"/follow-ups/{follow_up.pk}/{theirs}", 404),
    }
    if deed == "needs/new/":
        del asked["by way of another"]
    answers = {name: sign_in(user).post(where).status_code for name, (user, where, _status) in asked.items()}
    assert answers == {name: status for name, (_user, _where, status) in asked.items()}
    assert (Need.objects.present().count(), Allocation.objects.count()) == (2, 2)


def test_a_hidden_pledge_is_taken_back_by_nobody_else(
    make_need: MakeNeed, make_pledge: MakePledge, claire: User, omar: User, visit: Meeting, sign_in: SignIn
) -> None:
    need = make_need(100)
    row = Allocation.make(make_pledge(40, meeting=visit), need, Decimal(40), by=claire)
    restrict_as_before(visit)
    address = f"/follow-ups/{need.follow_up_id}/allocations/{row.pk}/take-back/"
    assert [sign_in(user).post(address).status_code for user in (omar, claire)] == [404, 302]
    assert not Allocation.objects.exists()


def test_without_a_pledge_to_offer_the_page_leads_to_logging_one(client: Client, make_need: MakeNeed) -> None:
    need = make_need()
    page = client.get(f"/follow-ups/{need.follow_up_id}/needs/{need.pk}/allocate/")
    assert "No pledge of this kind has anything free for it." in page.text


def test_the_page_says_at_which_rate(
    client: Client, make_need: MakeNeed, make_pledge: MakePledge, claire: User
) -> None:
    Rate.add(by=claire, currency="USD", day=date(2018, 5, 25), rate=Decimal("1.25"), source="ECB")
    need = make_need(80)
    Allocation.make(make_pledge(100, currency="USD"), need, Decimal(80), by=claire)
    page = client.get(need.follow_up.get_absolute_url())
    assert "1 EUR = 1.25 USD on 25 May 2018 (ECB)" in page.text


def test_a_follow_up_page_costs_the_same_with_one_need_and_with_three(
    client: Client, make_follow_up: MakeFollowUp, make_need: MakeNeed, make_pledge: MakePledge, claire: User
) -> None:
    follow_up, costs = make_follow_up(), []
    for more in (1, 2):
        for _each in range(more):
            Allocation.make(make_pledge(5), make_need(9, follow_up=follow_up), Decimal(5), by=claire)
        with CaptureQueriesContext(connection) as asked:
            client.get(follow_up.get_absolute_url())
        costs.append(len(asked))
    assert costs == [costs[0]] * 2


def test_the_forms_say_what_to_take_back_first(
    client: Client, visit: Meeting, make_follow_up: MakeFollowUp, make_need: MakeNeed, make_pledge: MakePledge,
    claire: User,
) -> None:  # fmt: skip
    follow_up = make_follow_up("Scanners", meeting=visit)
    Allocation.make(make_pledge(100), make_need(80, follow_up=follow_up), Decimal(40), by=claire)
    record = Record.write(by=claire, meeting=visit, text="Scanners.")
    FollowUp.objects.filter(pk=follow_up.pk).update(passage=Passage.of(record.latest, 0, 8))
    pages = (follow_up.get_absolute_url(), visit.get_absolute_url(), f"/records/{record.pk}/")
    before = [type(each).objects.get(pk=each.pk).version for each in (follow_up, visit, record)]
    for address in pages:
        page = f"{address}edit/"
        answer = client.post(page, as_sent(client.get(page), classification="restricted"))
        told = "What is left of a pledge would tell of “Scanners”. Take back what is allocated to it first."
        assert (answer.status_code, told in answer.text) == (422, True)
    assert [type(each).objects.get(pk=each.pk).version for each in (follow_up, visit, record)] == before


def test_an_undo_leads_to_no_trace_either(
    client: Client, visit: Meeting, make_follow_up: MakeFollowUp, make_need: MakeNeed, make_pledge: MakePledge,
    claire: User,
) -> None:  # fmt: skip
    visit.change("edited", by=claire, classification="restricted")
    entry = visit.change("edited", by=claire, classification="general")
    assert entry
    follow_up = make_follow_up("Scanners", meeting=visit)
    Allocation.make(make_pledge(100), make_need(80, follow_up=follow_up), Decimal(40), by=claire)
    page = client.post(reverse("meetings:undo", args=[visit.pk, entry.pk]), follow=True)
    told = "What is left of a pledge would tell of “Scanners”. Take back what is allocated to it first."
    assert (told in page.text, Meeting.objects.get(pk=visit.pk).classification) == (True, "general")
