"""The verbs of a pledge, each with its entry."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tracker.accounts.models import User
from tracker.history.tracked_model import Stale
from tracker.meetings.models import Meeting
from tracker.pledges.models import Pledge

MakePledge = Callable[..., Pledge]


def verbs(pledge: Pledge) -> list[tuple[str, str]]:
    return list(pledge.history.order_by("id").values_list("verb", "note"))


def test_a_pledge_is_made_on_the_day_of_its_meeting(make_pledge: MakePledge, visit: Meeting, claire: User) -> None:
    pledge = make_pledge(90_000, meeting=visit)
    assert (pledge.stage, pledge.made_on, pledge.stage_since) == ("indicated", visit.held_on, visit.held_on)
    assert (pledge.recorder, verbs(pledge)) == (claire, [("added", "")])


def test_a_pledge_without_a_meeting_is_made_today(make_pledge: MakePledge, today: date) -> None:
    assert make_pledge().made_on == today


def test_what_is_known_of_its_days_is_kept(make_pledge: MakePledge, visit: Meeting) -> None:
    """The day it was made, rather than that of its meeting; in its stage since then, unless that is said too."""
    made, since = date(2018, 6, 1), date(2018, 6, 4)
    days = [make_pledge(meeting=visit, made_on=made), make_pledge(made_on=made, stage_since=since)]
    assert [(row.made_on, row.stage_since) for row in days] == [(made, made), (made, since)]


def test_a_pledge_moves_today_unless_a_day_is_said(make_pledge: MakePledge, claire: User, today: date) -> None:
    pledge = make_pledge(made_on=date(2018, 5, 25))
    pledge.move_to("committed", by=claire)
    assert (pledge.made_on, pledge.stage_since) == (date(2018, 5, 25), today)


def test_the_currency_of_what_is_allocated_to_nothing_may_change(make_pledge: MakePledge, claire: User) -> None:
    pledge = make_pledge()
    pledge.edit(by=claire, currency="USD")
    assert Pledge.objects.get().currency == "USD"


def test_the_key_of_one_person_is_not_that_of_another(make_pledge: MakePledge, claire: User, omar: User) -> None:
    key = uuid4()
    assert make_pledge(key=key, by=claire) != make_pledge(key=key, by=omar)


def test_a_pledge_sent_twice_is_one(make_pledge: MakePledge) -> None:
    key = uuid4()
    assert make_pledge(key=key) == make_pledge(key=key)
    assert Pledge.objects.count() == 1


def test_a_pledge_moves_on_with_the_day_it_did(make_pledge: MakePledge, claire: User) -> None:
    pledge = make_pledge()
    pledge.move_to("committed", by=claire, on=date(2018, 7, 2))
    pledge.refresh_from_db()
    assert (pledge.stage, pledge.stage_since) == ("committed", date(2018, 7, 2))
    assert verbs(pledge) == [("added", ""), ("moved", "")]


def test_moving_to_its_own_stage_does_nothing(make_pledge: MakePledge, claire: User) -> None:
    pledge = make_pledge()
    assert pledge.move_to("indicated", by=claire) is None
    assert verbs(pledge) == [("added", "")]


@pytest.mark.parametrize(("before", "after"), [("pledged", "withdrawn"), ("committed", "pledged")])
def test_a_step_back_needs_a_reason(make_pledge: MakePledge, claire: User, before: str, after: str) -> None:
    pledge = make_pledge(stage=before)
    with pytest.raises(ValidationError) as refusal:
        pledge.move_to(after, by=claire)
    assert list(refusal.value.message_dict) == ["reason"]


def test_a_withdrawal_keeps_its_reason(make_pledge: MakePledge, claire: User) -> None:
    pledge = make_pledge()
    pledge.move_to("withdrawn", reason="The budget was cut.", by=claire)
    assert (pledge.stage, verbs(pledge)[-1]) == ("withdrawn", ("moved", "The budget was cut."))


def test_a_stale_copy_is_refused(make_pledge: MakePledge, claire: User) -> None:
    pledge = make_pledge()
    copy = Pledge.objects.get(pk=pledge.pk)
    pledge.move_to("pledged", by=claire)
    with pytest.raises(Stale):
        copy.move_to("committed", by=claire)


def test_a_removed_pledge_comes_back(make_pledge: MakePledge, claire: User) -> None:
    pledge = make_pledge()
    pledge.remove(by=claire)
    assert pledge.remove(by=claire) is None
    assert (list(Pledge.objects.visible_to(claire)), pledge.share) == ([], "")
    pledge.restore(by=claire)
    assert (list(Pledge.objects.visible_to(claire)), pledge.share) == ([pledge], "promised")


def test_an_edit_that_says_the_same_amount_in_other_digits_writes_nothing(
    make_pledge: MakePledge, claire: User
) -> None:
    pledge = make_pledge("90000")
    assert pledge.edit(by=claire, quantity=Decimal("90000.00")) is None
    assert pledge.edit(by=claire, quantity=Decimal("90000.50")) is not None


def test_a_part_is_taken_as_long_as_it_is_free(make_pledge: MakePledge) -> None:
    pledge = make_pledge("0.3")
    assert [pledge.take(Decimal("0.1")), pledge.take(Decimal("0.2")), pledge.take(Decimal("0.0001"))] == [
        True, True, False,
    ]  # fmt: skip
    pledge.refresh_from_db()
    assert pledge.allocated == pledge.quantity


def test_no_more_is_given_back_than_was_taken(make_pledge: MakePledge) -> None:
    pledge = make_pledge()
    assert not pledge.take(Decimal(-1))


def test_the_database_itself_refuses_to_spend_a_pledge_twice(make_pledge: MakePledge) -> None:
    pledge = make_pledge(10)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.filter(pk=pledge.pk).update(allocated=Decimal(11))


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "money", "currency": ""},
        {"kind": "money", "people": 2},
        {"kind": "staff", "currency": "", "people": None},
        {"kind": "in_kind", "currency": "", "what": ""},
        {"quantity": 0},
    ],
)
def test_the_database_refuses_what_is_measured_in_no_way(make_pledge: MakePledge, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_pledge(**{"quantity": 1, **values})
