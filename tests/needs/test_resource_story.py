"""One follow-up from its first need to what is taken back: two needs, two currencies, two rates, two pledges."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.kit.date_formats import format_date
from tracker.needs.models import Allocation, Need
from tracker.needs.pledge_changes import move_pledge
from tracker.pledges.models import Pledge
from tracker.pledges.models.exchange_rate import Rate


@pytest.fixture
def exchange(make_follow_up: Callable[..., FollowUp], claire: User, today: date) -> FollowUp:
    """It needs € 80,000 and six staff months; the dollar and the franc have two rates each, and one to come."""
    for days, dollar, franc in ((-30, "1.10", "0.90"), (-2, "1.25", "0.95"), (1, "9", "9")):
        for currency, rate in (("USD", dollar), ("CHF", franc)):
            day = today + timedelta(days=days)
            Rate.add(by=claire, currency=currency, day=day, rate=Decimal(rate), source="ECB")
    follow_up = make_follow_up("Exchange of experts")
    Need.estimate(follow_up, by=claire, kind="money", currency="EUR", quantity=Decimal(80_000), priority=1)
    Need.estimate(follow_up, by=claire, kind="staff", people=1, quantity=Decimal(6))
    return follow_up


def test_a_follow_up_with_two_needs_and_pledges_in_two_currencies(
    exchange: FollowUp, make_pledge: Callable[..., Pledge], claire: User, today: date
) -> None:
    money, staff = exchange.needs.all()
    pledges = {
        "dollars": make_pledge(75_000, currency="USD", stage="committed"),
        "francs": make_pledge(50_000, currency="CHF"),
        "people": make_pledge(12, kind="staff", currency="", people=1, stage="received"),
    }

    def allocate(name: str, need: Need, quantity: int) -> Allocation:
        return Allocation.make(pledges[name], need, Decimal(quantity), by=claire)

    def stands(status: str, of_money: tuple[int, int, int], of_staff: tuple[int, int, int], *taken: int) -> None:
        needs = [(need.covered, need.promised, need.missing) for need in Need.objects.order_by("pk")]
        allocated = list(Pledge.objects.order_by("pk").values_list("allocated", flat=True))
        assert FollowUp.objects.get(pk=exchange.pk).status == status
        assert (needs, allocated) == ([of_money, of_staff], list(taken))

    def fresh(name: str) -> Pledge:
        return Pledge.objects.get(pk=pledges[name].pk)

    stands("pending_resources", (0, 0, 80_000), (0, 0, 6), 0, 0, 0)
    dollars = allocate("dollars", money, 42_000)
    stands("pending_resources", (42_000, 0, 38_000), (0, 0, 6), 52_500, 0, 0)
    assert dollars.rate_words == f"1 EUR = 1.25 USD on {format_date(today - timedelta(days=2))} (ECB)"
    francs = allocate("francs", money, 38_000)
    stands("pending_resources", (42_000, 38_000, 0), (0, 0, 6), 52_500, 36_100, 0)
    move_pledge(fresh("francs"), "received", by=claire)
    stands("pending_resources", (80_000, 0, 0), (0, 0, 6), 52_500, 36_100, 0)
    people = allocate("people", staff, 6)
    stands("open", (80_000, 0, 0), (6, 0, 0), 52_500, 36_100, 6)
    dollars.take_back(by=claire)
    stands("pending_resources", (38_000, 0, 42_000), (6, 0, 0), 0, 36_100, 6)
    move_pledge(fresh("francs"), "withdrawn", reason="The budget was cut.", by=claire)
    stands("pending_resources", (0, 0, 80_000), (6, 0, 0), 0, 36_100, 6)
    people.take_back(by=claire)
    stands("pending_resources", (0, 0, 80_000), (0, 0, 6), 0, 36_100, 0)
    francs.take_back(by=claire)
    stands("pending_resources", (0, 0, 80_000), (0, 0, 6), 0, 0, 0)
    with pytest.raises(ValidationError) as refusal:
        allocate("dollars", money, 60_001)
    assert refusal.value.message_dict == {
        "quantity": ["Not so much of the pledge is free. Look again at what is left."]
    }
    allocate("dollars", money, 60_000)
    stands("pending_resources", (60_000, 0, 20_000), (0, 0, 6), 75_000, 0, 0)
    assert list(exchange.history.order_by("id").values_list("verb", flat=True)) == [
        "added", "blocked", "estimated", "allocated", "allocated", "allocated", "readied", "blocked", "allocated",
        "allocated", "allocated", "allocated",
    ]  # fmt: skip


def test_rates_are_the_last_of_each_currency_up_to_the_day(exchange: FollowUp, today: date) -> None:
    def quoted(days: int) -> dict[str, Decimal]:
        found = Rate.objects.quoted_on(today + timedelta(days=days))
        return {currency: rate.rate for currency, rate in found.items() if currency != "EUR"}

    old, new, next_ = ({"USD": Decimal(dollar), "CHF": Decimal(franc)} for dollar, franc in
                       (("1.10", "0.90"), ("1.25", "0.95"), ("9", "9")))  # fmt: skip
    days = {-31: {}, -30: old, -3: old, -2: new, 0: new, 1: next_}
    assert {day: quoted(day) for day in days} == days
