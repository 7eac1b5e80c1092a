"""What a follow-up needs, which pledges cover it, and the status that follows."""

from collections.abc import Callable
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.history.tracked_model import Stale
from tracker.needs.models import Allocation, Need
from tracker.needs.pledge_changes import move_pledge
from tracker.pledges.models import Pledge

MakePledge = Callable[..., Pledge]
MakeNeed = Callable[..., Need]
MakeFollowUp = Callable[..., FollowUp]


def status(need: Need) -> str:
    return str(FollowUp.objects.get(pk=need.follow_up_id).status)


def totals(need: Need) -> tuple[Decimal, Decimal, Decimal]:
    need.refresh_from_db()
    return need.covered, need.promised, need.missing


def allocate(pledge: Pledge, need: Need, quantity: int | str, by: User) -> Allocation:
    return Allocation.make(pledge, need, Decimal(quantity), by=by)


def test_what_has_a_need_waits_for_resources(make_need: MakeNeed) -> None:
    assert status(make_need()) == "pending_resources"


def test_words_promise_and_what_is_firm_covers(make_need: MakeNeed, make_pledge: MakePledge, claire: User) -> None:
    need = make_need(200_000)
    allocate(make_pledge(90_000, stage="committed"), need, 90_000, claire)
    allocate(make_pledge(50_000), need, 50_000, claire)
    assert (totals(need), status(need)) == ((90_000, 50_000, 60_000), "pending_resources")


def test_covering_the_last_need_makes_it_ready(make_need: MakeNeed, make_pledge: MakePledge, claire: User) -> None:
    need = make_need(90_000)
    pledge = make_pledge(90_000, stage="received")
    allocate(pledge, need, 90_000, claire)
    entry = need.follow_up.history.first()
    assert (status(need), entry.verb, entry.changes["pledge"]["to"]) == ("open", "readied", pledge.pk)


def test_a_withdrawn_pledge_blocks_it_again(make_need: MakeNeed, make_pledge: MakePledge, claire: User) -> None:
    need, pledge = make_need(90_000), make_pledge(90_000, stage="committed")
    allocate(pledge, need, 90_000, claire)
    pledge.refresh_from_db()
    move_pledge(pledge, "withdrawn", reason="The budget was cut.", by=claire)
    entry = need.follow_up.history.first()
    assert (totals(need), status(need)) == ((0, 0, 90_000), "pending_resources")
    assert (entry.verb, entry.changes["pledge"]["to_text"]) == ("blocked", f"{pledge}, Withdrawn")


def test_a_pledge_that_is_firmed_up_makes_it_ready(make_need: MakeNeed, make_pledge: MakePledge, claire: User) -> None:
    need, pledge = make_need(90_000), make_pledge(90_000)
    allocate(pledge, need, 90_000, claire)
    pledge.refresh_from_db()
    assert status(need) == "pending_resources"
    move_pledge(pledge, "committed", by=claire)
    assert (totals(need), status(need)) == ((90_000, 0, 0), "open")


def test_more_than_the_need_lacks_is_refused(make_need: MakeNeed, make_pledge: MakePledge, claire: User) -> None:
    need, pledge = make_need(50), make_pledge(100)
    with pytest.raises(ValidationError) as refusal:
        allocate(pledge, need, 51, claire)
    assert refusal.value.message_dict == {"quantity": ["It does not lack so much. Look again at what is missing."]}
    pledge.refresh_from_db()
    assert (totals(need), pledge.allocated, Allocation.objects.count()) == ((0, 0, 50), 0, 0)


def test_more_than_the_pledge_holds_is_refused(make_need: MakeNeed, make_pledge: MakePledge, claire: User) -> None:
    need = make_need(200)
    with pytest.raises(ValidationError) as refusal:
        allocate(make_pledge(100), need, 101, claire)
    told = ["Not so much of the pledge is free. Look again at what is left."]
    assert refusal.value.message_dict == {"quantity": told}
    assert totals(need) == (0, 0, 200)


def test_the_database_itself_refuses_to_cover_a_need_twice(make_need: MakeNeed) -> None:
    need = make_need(10)
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(covered=Decimal(6), promised=Decimal(5))


def test_what_is_taken_back_is_lacking_again(make_need: MakeNeed, make_pledge: MakePledge, claire: User) -> None:
    need, pledge = make_need(90), make_pledge(100, stage="committed")
    allocate(pledge, make_need(10), 10, claire)
    row = allocate(pledge, need, 80, claire)
    row.take_back(by=claire)
    pledge.refresh_from_db()
    assert (totals(need), pledge.allocated, status(need)) == ((0, 0, 90), 10, "pending_resources")
    assert row.take_back(by=claire) is None


def test_a_need_sent_twice_is_one(make_follow_up: MakeFollowUp, claire: User) -> None:
    follow_up, key = make_follow_up(), uuid4()
    for _click in range(2):
        Need.estimate(follow_up, by=claire, kind="money", currency="EUR", quantity=Decimal(5), key=key)
    assert Need.objects.count() == 1


def test_a_stale_copy_of_a_need_is_refused(make_need: MakeNeed, claire: User) -> None:
    need, copy = make_need(), Need.objects.get()
    need.edit(by=claire, quantity=Decimal(5))
    with pytest.raises(Stale):
        copy.edit(by=claire, quantity=Decimal(6))


def test_the_last_need_taken_away_leaves_it_ready(make_need: MakeNeed, claire: User) -> None:
    need = make_need()
    need.remove(by=claire)
    assert status(need) == "open"
    need.restore(by=claire)
    assert status(need) == "pending_resources"


@pytest.mark.parametrize("stage", ["indicated", "committed"])
def test_a_need_keeps_what_is_allocated_to_it_however_firm(
    make_need: MakeNeed, make_pledge: MakePledge, claire: User, stage: str
) -> None:
    need = make_need(90)
    allocate(make_pledge(stage=stage), need, 60, claire)
    for values in ({"quantity": Decimal("59.99")}, {"currency": "USD"}):
        need.refresh_from_db()
        with pytest.raises(ValidationError) as refusal:
            need.edit(by=claire, **values)
        assert list(refusal.value.message_dict) == list(values)
    need.refresh_from_db()
    with pytest.raises(ValidationError):
        need.remove(by=claire)
    assert need.edit(by=claire, quantity=Decimal(60)) is not None
    assert status(need) == ("open" if stage == "committed" else "pending_resources")


def test_the_history_of_a_follow_up_tells_each_change_of_its_need(make_need: MakeNeed, claire: User) -> None:
    need = make_need(90)
    need.edit(by=claire, quantity=Decimal(60), priority=2)
    need.remove(by=claire)
    need.restore(by=claire)
    entries = need.follow_up.history.order_by("id")
    told = [entry.changes["needs"] for entry in entries if "needs" in entry.changes]
    first, then = "€\xa090", "€\xa060, priority 2, middle"
    assert [(each["from_text"], each["to_text"]) for each in told] == [
        ("", first),
        (first, then),
        (then, ""),
        ("", then),
    ]
    one = [need.pk]
    assert [(each["from"], each["to"]) for each in told] == [([], one), (one, one), (one, []), ([], one)]


def test_what_changes_nothing_of_a_need_is_no_change(make_need: MakeNeed, claire: User) -> None:
    need = make_need(90)
    assert need.edit(by=claire, quantity=Decimal("90.00"), priority=None) is None
    assert need.restore(by=claire) is None
    need.remove(by=claire)
    assert need.remove(by=claire) is None
    assert (Need.objects.get().version, status(need)) == (1, "open")


def test_a_removed_need_is_not_edited(make_need: MakeNeed, claire: User) -> None:
    need, copy = make_need(), Need.objects.get()
    need.remove(by=claire)
    with pytest.raises(Stale):
        copy.edit(by=claire, quantity=Decimal(6))


def test_an_allocation_sent_twice_is_one_and_that_of_another_person_is_another(
    make_need: MakeNeed, make_pledge: MakePledge, claire: User, omar: User
) -> None:
    """Though nothing is left of the pledge when it comes again."""
    need, pledge, key = make_need(100), make_pledge(80), uuid4()
    rows = [Allocation.make(pledge, need, Decimal(40), by=by, key=key) for by in (claire, omar, claire, omar)]
    assert rows == [rows[0], rows[1]] * 2
    assert (rows[0] != rows[1], Allocation.objects.count(), totals(need)) == (True, 2, (0, 80, 20))


def test_the_history_tells_which_part_was_meant_and_taken_back(
    make_need: MakeNeed, make_pledge: MakePledge, claire: User
) -> None:
    need, pledge = make_need(100), make_pledge(80, stage="pledged")
    row = allocate(pledge, need, 40, claire)
    words = "€\xa040 of €\xa080 from EU, Pledged"
    row.take_back(by=claire)
    told = [entry.changes["pledge"] for entry in need.follow_up.history.order_by("id") if "pledge" in entry.changes]
    assert told == [
        {"from": None, "to": pledge.pk, "from_text": "", "to_text": words},
        {"from": pledge.pk, "to": None, "from_text": words, "to_text": ""},
    ]
