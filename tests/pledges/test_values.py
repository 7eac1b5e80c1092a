"""What the forms of pledges give their verbs, whole; what is asked about first; the stages that one went through."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.history.undo import last_change, undo
from tracker.meetings.models import Meeting
from tracker.pledges.forms import EditPledgeForm, MovePledgeForm, NewPledgeForm, get_or_add_donor, measure_of, put
from tracker.pledges.models import Pledge
from tracker.pledges.soft_pledges_by_donor import aged, ageing
from tracker.pledges.stage_changes import stage_after, stage_changes

MakePledge = Callable[..., Pledge]
KEY = "11111111-2222-3333-4444-555555555555"


def data(**typed: Any) -> QueryDict:
    found = QueryDict(mutable=True)
    found.update({name: str(value) for name, value in typed.items()})
    return found


def without_key(form: NewPledgeForm) -> dict[str, Any]:
    values = form.values()
    assert isinstance(values.pop("key"), UUID)
    return values


COMMON = {"donor": "EU", "classification": "general", "stage": "pledged", "key": KEY}


def test_each_kind_gives_its_own_measure_and_nothing_of_the_others(
    claire: User, eu: Organisation, visit: Meeting
) -> None:
    typed = {"amount": "1,500.50", "currency": "USD", "people": "2", "months": "3.5", "quantity": "7", "what": "vans"}
    said: dict[str, Any] = {
        "donor": eu, "made_on": None, "meeting": None, "classification": "general", "detail": "", "stage": "pledged",
    }  # fmt: skip
    expected = {
        "money": {"quantity": Decimal("1500.50"), "currency": "USD", "people": None},
        "staff": {"quantity": Decimal("7.0"), "currency": "", "people": 2},
        "in_kind": {"quantity": Decimal(7), "currency": "", "people": None},
    }
    orders = {
        "money": ["donor", "amount", "currency", "what", "stage", "made_on", "meeting"],
        "staff": ["donor", "people", "months", "what", "stage", "made_on", "meeting"],
        "in_kind": ["donor", "quantity", "what", "stage", "made_on", "meeting"],
    }
    for kind, measure in expected.items():
        form = NewPledgeForm(data(**COMMON, **typed), kind=kind, user=claire, initial={})
        assert form.is_valid(), form.errors
        assert without_key(form) == said | measure | {"kind": kind, "what": "vans"}
        assert [*form.fields][: len(orders[kind])] == orders[kind]
        full = {"meeting": visit.label, "made_on": "26 May 2018", "detail": "In full."}
        form = NewPledgeForm(data(**COMMON, **typed, **full), kind=kind, user=claire, initial={})
        assert form.is_valid(), form.errors
        given = {"meeting": visit, "made_on": date(2018, 5, 26), "detail": "In full."}
        assert without_key(form) == said | measure | given | {"kind": kind, "what": "vans"}
    lacking = NewPledgeForm(data(**COMMON, quantity="7"), kind="in_kind", user=claire, initial={})
    assert [*lacking.errors] == ["what"]
    assert [*NewPledgeForm(data(**COMMON), kind="staff", user=claire, initial={}).errors] == ["people", "months"]
    assert [*NewPledgeForm(data(**COMMON), kind="money", user=claire, initial={}).errors] == ["amount", "currency"]


def test_an_edit_starts_from_what_is_there_and_gives_it_back(
    make_pledge: MakePledge, claire: User, visit: Meeting
) -> None:
    staff = make_pledge(9, kind="staff", currency="", people=2, what="analysts", meeting=visit, detail="In full.")
    form = EditPledgeForm(None, pledge=staff, user=claire)
    assert form.initial == {
        "amount": Decimal(9), "quantity": Decimal(9), "months": Decimal("4.5"), "currency": "", "people": 2,
        "what": "analysts", "donor": staff.donor, "made_on": date(2018, 5, 25), "meeting": visit,
        "classification": "general", "detail": "In full.", "stage_since": date(2018, 5, 25), "version": 1,
    }  # fmt: skip
    assert measure_of(staff) == {name: form.initial[name] for name in (
        "amount", "quantity", "months", "currency", "people", "what")}  # fmt: skip
    sent = data(donor="EU", people="3", months="2", what="analysts", made_on="26 May 2018", stage_since="27 May 2018",
                classification="restricted", version="1")  # fmt: skip
    form = EditPledgeForm(sent, pledge=staff, user=claire)
    assert form.is_valid(), form.errors
    assert form.values() == {
        "quantity": Decimal(6), "currency": "", "people": 3, "what": "analysts", "donor": staff.donor,
        "made_on": date(2018, 5, 26), "meeting": None, "classification": "restricted", "detail": "",
        "stage_since": date(2018, 5, 27),
    }  # fmt: skip
    sent = data(donor="EU", people="3", months="2", classification="general", version="1")
    assert [*EditPledgeForm(sent, pledge=staff, user=claire).errors] == ["made_on", "stage_since"]


def test_no_day_is_still_to_come_and_today_is_none_to_come(make_pledge: MakePledge, claire: User, today: date) -> None:
    pledge = make_pledge()
    found = {}
    for days in (-1, 0, 1):
        day = (today + timedelta(days=days)).isoformat()
        new = NewPledgeForm(
            data(**COMMON, amount=1, currency="EUR", made_on=day), kind="money", user=claire, initial={}
        )
        sent = {"donor": "EU", "amount": 1, "currency": "EUR", "classification": "general", "version": 1}
        edit = EditPledgeForm(data(**sent, made_on=day, stage_since=day), pledge=pledge, user=claire)
        move = MovePledgeForm(data(on=day), pledge=pledge, needs_reason=False)
        found[days] = [[*form.errors] for form in (new, edit, move)]
    assert found == {-1: [[], [], []], 0: [[], [], []], 1: [["made_on"], ["made_on", "stage_since"], ["on"]]}
    asked = MovePledgeForm(data(reason=""), pledge=pledge, needs_reason=True)
    assert asked.errors == {"reason": ["Say why, in a few words."]}


def test_why_a_verb_refused_stands_beside_the_field_of_the_kind(claire: User) -> None:
    def placed(kind: str) -> list[str]:
        form = NewPledgeForm(data(**COMMON), kind=kind, user=claire, initial={})
        form.is_valid()
        form.errors.clear()
        put(form, ValidationError({"quantity": "Too much.", "currency": "Another."}))
        return [f"{name}: {' '.join(said)}" for name, said in form.errors.items()]

    assert [placed(kind) for kind in ("money", "staff", "in_kind")] == [
        ["amount: Too much.", "currency: Another."],
        ["months: Too much.", "__all__: Another."],
        ["quantity: Too much.", "__all__: Another."],
    ]


def test_a_new_donor_is_as_closed_as_what_it_pledges(claire: User, visit: Meeting) -> None:
    secret = Meeting.log(by=claire, title="Talks", held_on=date(2018, 6, 1), classification="restricted")
    cases = (("general", None), ("restricted", None), ("general", visit), ("general", secret), ("restricted", visit))
    found = []
    for number, (classification, meeting) in enumerate(cases):
        values = {"donor": Organisation(name=f"Donor {number}"), "classification": classification, "meeting": meeting}
        found.append(get_or_add_donor(values, by=claire).classification)
    assert found == ["general", "restricted", "general", "restricted", "restricted"]


def test_what_was_never_firmed_up_is_asked_about_donor_by_donor_the_oldest_first(
    make_pledge: MakePledge, claire: User, eu: Organisation, visit: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = date(2018, 9, 1)
    africa = Organisation.add(by=None, name="African Union", short_name="ZZ")
    later = today - timedelta(days=90)
    rows = [make_pledge(number, **values) for number, values in enumerate((
        {"made_on": later}, {"made_on": date(2018, 5, 1), "stage": "pledged"}, {"donor": africa, "made_on": later},
        {"made_on": later + timedelta(days=1)}, {"made_on": date(2018, 1, 1), "stage": "committed"},
        {"meeting": visit, "made_on": date(2018, 5, 30)}, {"made_on": date(2018, 5, 1)},
    ), 1)]  # fmt: skip
    moved = make_pledge(99, made_on=date(2018, 5, 1))
    moved.move_to("withdrawn", by=claire, reason="No.")
    found = [(str(each.donor), [row for row, _said in each.pledges]) for each in ageing(Pledge.objects.all(), today)]
    assert found == [("ZZ", [rows[2]]), ("EU", [rows[1], rows[6], rows[5], rows[0]])]
    assert [[said for _row, said in each.pledges] for each in ageing(Pledge.objects.all(), today)][1][:3] == [
        "Pledged on 1 May 2018, not committed after 123 days",
        "Indicated on 1 May 2018, not committed after 123 days",
        "Indicated at the meeting of 25 May 2018, not committed after 94 days",
    ]
    assert aged(rows[1], date(2023, 5, 1)) == "Pledged on 1 May 2018, not committed after 1,826 days"
    monkeypatch.setattr("tracker.pledges.soft_pledges_by_donor.MOST", 3)
    assert [len(each.pledges) for each in ageing(Pledge.objects.all(), today)] == [1, 2]


def test_the_stages_that_it_went_through_are_those_that_stand_from_their_day(
    make_pledge: MakePledge, claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2018, 9, 12, 9, tzinfo=UTC))
    pledge, other = make_pledge(made_on=date(2018, 5, 1)), make_pledge(made_on=date(2018, 5, 1))

    def moves(stage: str, **how: Any) -> None:
        Pledge.objects.get(pk=pledge.pk).move_to(stage, by=claire, **how)

    moves("pledged", on=date(2018, 6, 1))
    moves("committed", on=date(2018, 6, 1))
    moves("received")
    moves("withdrawn", reason="No.", on=date(2018, 9, 1))
    row = Pledge.objects.get(pk=pledge.pk)
    entry = last_change(row)
    assert entry
    undo(row, entry, by=claire)
    Pledge.objects.get(pk=pledge.pk).edit(by=claire, detail="More.")
    other.move_to("pledged", by=claire)
    changes = stage_changes(Pledge.objects.filter(pk=pledge.pk)).order_by("pk")
    assert [(stage_after(each).value, each.day) for each in changes] == [
        ("pledged", date(2018, 6, 1)), ("committed", date(2018, 9, 12)), ("received", date(2018, 9, 12)),
    ]  # fmt: skip
    assert stage_changes(Pledge.objects.all()).count() == 4
