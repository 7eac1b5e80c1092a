"""Fifty people at once, each in a connection of their own, on a database that is a file or a server."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tracker.accounts.models import User
from tracker.needs.models import Allocation, Need
from tracker.needs.pledge_changes import move_pledge
from tracker.pledges.models import Pledge

FIFTY = 50

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_fifty_allocations_on_one_need_no_more_are_made_than_fit(
    make_need: Callable[..., Need], make_pledge: Callable[..., Pledge], claire: User, at_once: Any
) -> None:
    need = make_need(100)
    pledges = [make_pledge(10, stage="committed") for _each in range(FIFTY)]
    made = at_once([lambda pledge=pledge: Allocation.make(pledge, need, Decimal(10), by=claire) for pledge in pledges])
    assert sum(isinstance(each, Allocation) for each in made) == 10
    [(covered, rows, status)] = at_once(
        [lambda: (Need.objects.get().covered, Allocation.objects.count(), Need.objects.get().follow_up.status)]
    )
    assert (covered, rows, status) == (100, 10, "open")


def test_of_fifty_allocations_of_one_pledge_no_more_are_made_than_it_holds(
    make_need: Callable[..., Need], make_pledge: Callable[..., Pledge], claire: User, at_once: Any
) -> None:
    pledge = make_pledge(70)
    needs = [make_need(10) for _each in range(FIFTY)]
    made = at_once([lambda need=need: Allocation.make(pledge, need, Decimal(10), by=claire) for need in needs])
    assert sum(isinstance(each, Allocation) for each in made) == 7
    assert at_once([lambda: Pledge.objects.get().allocated]) == [70]


def test_a_pledge_that_moves_while_it_is_allocated_leaves_true_totals(
    make_need: Callable[..., Need], make_pledge: Callable[..., Pledge], claire: User, at_once: Any
) -> None:
    need, pledge = make_need(1000), make_pledge(1000)
    allocate = [lambda: Allocation.make(pledge, need, Decimal(10), by=claire) for _each in range(12)]
    at_once([*allocate, lambda: move_pledge(Pledge.objects.get(), "committed", by=claire)])
    [(covered, promised)] = at_once([lambda: Need.objects.values_list("covered", "promised").get()])
    assert (covered, promised) == (120, 0)
