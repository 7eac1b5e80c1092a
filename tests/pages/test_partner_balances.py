"""What we owe a partner, and what it owes us."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


def balances(answer: Any) -> list[tuple[str, str, str]]:
    return [(each.label, str(each.active), str(each.past_count)) for each in answer.context["balances"]]


@pytest.fixture
def debts(make_follow_up: Make, eu: Organisation, europol: Organisation, claire: User, today: date) -> None:
    """Three of ours, two of them late; two of theirs, one of them overdue; one that ended on either side."""
    gone, soon = today - timedelta(days=3), today + timedelta(days=3)
    for owed_by, due in (("us", gone), ("us", gone), ("us", soon), ("partner", gone), ("partner", soon)):
        make_follow_up(partner=europol, owed_by=owed_by, due_on=due)
    for owed_by in ("us", "partner"):
        make_follow_up(partner=eu, owed_by=owed_by, due_on=gone).move_to("done", by=claire)


@pytest.mark.usefixtures("debts")
def test_both_sides_are_told_apart_and_each_figure_opens_its_rows(
    eu: Organisation, noor: User, sign_in: SignIn
) -> None:
    client = sign_in(noor)
    page = client.get(eu.get_absolute_url())
    assert balances(page) == [("We owe them", "3", "2"), ("They owe us", "2", "1")]
    for balance in page.context["balances"]:
        for query, count in ((balance.query, balance.active), (f"{balance.past}=on", balance.past_count)):
            address = f"{reverse('follow_ups:list')}?partner={eu.pk}&{query}"
            assert escape(address) in page.text
            assert str(client.get(address).context["count"]) == str(count)


def test_what_is_restricted_is_in_no_balance(
    eu: Organisation, secret: FollowUp, noor: User, claire: User, sign_in: SignIn
) -> None:
    active = [balances(sign_in(user).get(eu.get_absolute_url()))[0][1] for user in (noor, claire)]
    assert (secret.owed_by, active) == ("us", ["0", "1"])


def test_our_own_units_owe_themselves_nothing(unit: Organisation, noor: User, sign_in: SignIn) -> None:
    assert balances(sign_in(noor).get(unit.get_absolute_url())) == []
