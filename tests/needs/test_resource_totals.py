"""What several follow-ups need, added up by kind and currency."""

from collections.abc import Callable
from decimal import Decimal

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.needs.models import Allocation, Need
from tracker.needs.resource_totals import ResourceTotals
from tracker.pledges.models import Pledge


def test_each_currency_and_each_thing_is_added_up_for_itself(
    make_need: Callable[..., Need], make_pledge: Callable[..., Pledge], make_follow_up: Callable[..., FollowUp],
    claire: User,
) -> None:  # fmt: skip
    """Of a follow-up that is counted once, another, one whose need was removed, and one that is not asked about."""
    first, second, removed, other = (make_follow_up(title) for title in ("First", "Second", "Removed", "Other"))
    things = {"kind": "in_kind", "currency": ""}
    money = make_need(100, follow_up=first)
    for quantity, follow_up, values in (
        (10, second, {}), (7, second, {"currency": "USD"}), (2, first, {**things, "what": "vans"}),
        (3, second, {**things, "what": "vans"}), (1, first, {**things, "what": "boats"}), (9, other, {}),
        (6, first, {"kind": "staff", "currency": "", "people": 1, "what": "analyst"}),
        (4, second, {"kind": "staff", "currency": "", "people": 2, "what": "trainers"}),
    ):  # fmt: skip
        make_need(quantity, follow_up=follow_up, **values)
    for follow_up in (first, removed):
        make_need(1_000, follow_up=follow_up).remove(by=claire)
    Allocation.make(make_pledge(stage="received"), money, Decimal(50), by=claire)
    Allocation.make(make_pledge(), money, Decimal(20), by=claire)
    asked = FollowUp.objects.exclude(pk=other.pk)
    found = ResourceTotals.of(asked, {"mandate": 5})
    assert (found.follow_ups.number, found.follow_ups.address) == (2, "/follow-ups/?status=active&mandate=5&needs=on")
    said = [
        [words.replace("\xa0", " ") for words in (row.label, row.needed, row.covered, row.promised, row.missing)]
        for row in found.totals
    ]
    assert said == [
        ["boats", "1", "0", "0", "1"],
        ["vans", "5", "0", "0", "5"],
        ["Money", "€ 110", "€ 50", "€ 20", "€ 40"],
        ["Money", "US$ 7", "US$ 0", "US$ 0", "US$ 7"],
        ["Staff", "10 staff months", "0 staff months", "0 staff months", "10 staff months"],
    ]
