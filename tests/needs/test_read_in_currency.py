"""In every form that asks for money, an amount is read by the currency it is in, and is of whole coins of it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from tracker.accounts.models import User
from tracker.needs.forms import AllocateForm, NeedForm
from tracker.needs.models import Need
from tracker.needs.unlock_forms import UnlockForm
from tracker.pledges.forms import EditPledgeForm, NewPledgeForm
from tracker.pledges.models import Pledge

pytestmark = pytest.mark.one_database

MakeNeed = Callable[..., Need]
MakePledge = Callable[..., Pledge]
# What is typed, and what it means: a number, or what is said where it means none.
READ: dict[str, dict[str, Decimal | str]] = {
    "KWD": {"1.500": Decimal("1.5"), "1.255": Decimal("1.255"), "1,255": Decimal(1255), "1.2555": "no smaller coin"},
    "EUR": {"1.25": Decimal("1.25"), "1.255": "can mean", "1.2555": "no smaller coin"},
    "JPY": {"2": Decimal(2), "1.5": "no smaller coin", "1.255": "can mean", "1,255.00": Decimal(1255)},
}


def test_an_amount_is_read_by_its_currency(make_need: MakeNeed, make_pledge: MakePledge, claire: User) -> None:
    read = {}
    for currency, numbers in READ.items():
        need, pledge = make_need(10, currency=currency), make_pledge(5, currency=currency)
        for typed in numbers:
            data = QueryDict(mutable=True)
            data.update({"amount": typed, "quantity": typed, "currency": currency})
            for form in asking(data, need, pledge, claire):
                read[type(form).__name__, currency, typed] = meant(form)
    meant_by_all = {
        (name, currency, typed): number
        for name in ("AllocateForm", "NeedForm", "NewPledgeForm", "EditPledgeForm", "UnlockForm")
        for currency, numbers in READ.items()
        for typed, number in numbers.items()
    }
    assert read == meant_by_all


def asking(data: QueryDict, need: Need, pledge: Pledge, user: User) -> list[forms.Form]:
    return [
        AllocateForm(data, need=need, missing=Decimal(10), user=user),
        NeedForm(data, kind="money"),
        NewPledgeForm(data, kind="money", user=user, initial={}),
        EditPledgeForm(data, pledge=pledge, user=user),
        UnlockForm(data),
    ]


def meant(form: forms.Form) -> Any:
    """The number that the form took, or the words that say why it took none."""
    name = "quantity" if isinstance(form, AllocateForm) else "amount"
    said = " ".join(form.errors.get(name, []))
    known = [words for words in ("no smaller coin", "can mean") if words in said]
    return form.cleaned_data.get(name) if not said else known[0] if known else said
