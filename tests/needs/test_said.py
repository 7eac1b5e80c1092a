"""What is said of resources, however much of them is covered: stands in `drawn/resources_said.txt`."""

from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation

from tests.house.drawings import assert_drawn
from tracker.directory.models import Organisation
from tracker.needs.coverage import Coverage
from tracker.needs.models import Allocation, Need
from tracker.needs.resource_totals import _total
from tracker.needs.unlock import format_part
from tracker.needs.unlock_forms import MOST_THINGS, UnlockForm
from tracker.pledges.models import Pledge

pytestmark = pytest.mark.one_database
RESOURCES: dict[str, dict[str, Any]] = {
    "money": {"kind": "money", "currency": "EUR", "quantity": Decimal(200_000)},
    "yen": {"kind": "money", "currency": "JPY", "quantity": Decimal(3), "what": "for rooms"},
    "cents": {"kind": "money", "currency": "USD", "quantity": Decimal("1234.5")},
    "one of staff": {"kind": "staff", "people": 1, "quantity": Decimal(3)},
    "staff": {"kind": "staff", "people": 2, "quantity": Decimal(9), "what": "analysts"},
    "one thing": {"kind": "in_kind", "quantity": Decimal(1), "what": "van"},
    "things": {"kind": "in_kind", "quantity": Decimal("2500.5"), "what": "laptops"},
}
# What is meant for a need: the part of it, and the stage of the pledge.
PARTS: dict[str, list[tuple[str, str]]] = {
    "nothing": [],
    "a third": [("0.3333", "committed")],
    "promised": [("0.25", "indicated"), ("0.25", "pledged")],
    "both": [("0.5", "received"), ("0.25", "pledged"), ("0.25", "withdrawn")],
    "all": [("0.75", "committed"), ("0.25", "received")],
    "all promised": [("1", "pledged")],
}
EDITS: tuple[dict[str, Any], ...] = ({}, {"quantity": Decimal(2)}, {"quantity": Decimal("1.9999")}, {"currency": "CHF"})
THINGS = (
    "", "2 scanners", "2 3D printers", "1,000 pens", "1 000 pens", "12 345 laptops\n 3  vans ", "scanners", "2",
    "0 vans",
    "2 vans\nscanners", "2scanners", "-2 vans", "1.5 vans", "9" * 12 + " vans", f"3 {'x' * 300}",
    "\n".join(f"{number} kinds" for number in range(1, MOST_THINGS + 1)),
    "\n".join(f"{number} kinds" for number in range(1, MOST_THINGS + 2)),
)  # fmt: skip


def covered(name: str, parts: list[tuple[str, str]]) -> Coverage:
    need = Need(**RESOURCES[name])
    rows = [
        Allocation(need=need, pledge=Pledge(stage=stage), quantity=need.quantity * Decimal(part))
        for part, stage in parts
    ]
    return Coverage(need, rows)


def said_of_bar(bar: Coverage) -> str:
    return " | ".join(map(str, (bar.words, bar.short, bar.missing, bar.covered_percent, bar.promised_percent)))


def said_of_pledge(name: str) -> list[str]:
    pledge = Pledge(donor=Organisation(name="European Union", short_name="EU"), **RESOURCES[name])
    refused = [
        str(pledge.problems_with_allocated(Decimal(allocated), values)) for values in EDITS for allocated in (2, 0)
    ]
    return [str(pledge), f"{pledge.months} months", pledge.say(Decimal(1)), pledge.say(Decimal(2)), *refused]


def said_of_need(name: str) -> list[str]:
    need = Need(priority=2, covered=Decimal(1), promised=Decimal(0), **RESOURCES[name])
    whole = Need(**{**RESOURCES[name], "covered": RESOURCES[name]["quantity"], "promised": Decimal(0)})
    return [f"{need} | {need.label} | {need.missing} | {need.is_covered} {whole.is_covered} | {whole.missing}"]


def test_a_resource_is_said_in_its_own_unit() -> None:
    found = {}
    for language in ("en", "fr"):
        with translation.override(language):
            for name, resource in RESOURCES.items():
                part = format_part(resource["kind"], Decimal(3), resource.get("currency", ""), resource.get("what", ""))
                found[f"{name} ({language})"] = [*said_of_pledge(name), *said_of_need(name), part]
    assert_drawn("resources_said", found)


def test_what_is_covered_promised_and_missing_is_said_in_words_and_shares() -> None:
    found = {f"{name}, {of}": [said_of_bar(covered(name, parts))] for name in RESOURCES for of, parts in PARTS.items()}
    assert_drawn("coverage_said", found)


def test_totals_are_called_by_what_is_needed() -> None:
    sums = {"needed": Decimal(9), "covering": Decimal(4), "promising": Decimal(2)}
    asked = [("money", "EUR", ""), ("staff", "", ""), ("in_kind", "", "laptops")]
    told = [_total({"kind": kind, "currency": currency, "thing": thing, **sums}) for kind, currency, thing in asked]
    assert [(each.label, each.needed, each.covered, each.promised, each.missing) for each in told] == [
        ("Money", "€\xa09", "€\xa04", "€\xa02", "€\xa03"),
        ("Staff", "9 staff months", "4 staff months", "2 staff months", "3 staff months"),
        ("laptops", "9", "4", "2", "3"),
    ]


def test_things_are_read_line_by_line() -> None:
    found = {}
    for number, typed in enumerate(THINGS):
        asked = QueryDict(mutable=True)
        asked.update({"things": typed, "goal": "areas"})
        form = UnlockForm(asked)
        told = (
            [offer.words for offer in form.offers()]
            if form.is_valid()
            else [str(each) for each in form.errors["things"]]
        )
        found[f"{number}: {' / '.join(typed[:60].splitlines())}"] = [form.wish if form.is_valid() else "refused", *told]
    assert_drawn("things_read", found)
