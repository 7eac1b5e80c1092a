"""A number belongs to a list: what others number alike is never overwritten; a list begun anew is asked about."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.imports.conftest import Brought, confirm_and_write, outcomes
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.imports.lists.imported_list import ImportedList
from tracker.imports.lists.numbers import plain_number
from tracker.imports.models import Import

SignIn = Callable[[User], Client]
HEADS = ["No", "Title", "Due"]
FIRST = (HEADS, ["1", "Send the survey", "25.05.2031"], ["2", "Name two experts", "26.05.2031"])
OTHER = (HEADS, ["1", "Draft the opinion", "01.03.2032"], ["2", "Translate it", "02.03.2032"])


def titles() -> list[str]:
    return [each.title for each in FollowUp.objects.order_by("pk")]


def test_another_units_rows_of_the_same_numbers_are_new_and_so_are_those_of_next_year(
    imported: Brought, amina: User
) -> None:
    first = FollowUp.objects.filter(pk__in=imported(*FIRST).lines.values("follow_up")).values_list("title", "version")
    stood = sorted(first)
    next_year = (HEADS, ["1", "Visit the ports", "03.03.2032"], ["2", "Count the ships", "04.03.2032"])
    for rows, by in ((OTHER, amina), (next_year, None)):
        source = imported(*rows, by=by)
        assert (outcomes(source), source.found["list"]) == ([(2, "new"), (3, "new")], "others")
    assert sorted(first) == stood


@pytest.mark.parametrize(
    ("written", "plain"),
    [("007", "7"), ("7", "7"), ("7.0", "7"), ("7.", "7"), ("A/07", "a/07"), ("70", "70"), ("0", "0"), ("1.5", "1.5")],
)
def test_a_number_that_a_spreadsheet_saved_again_is_the_same(written: str, plain: str) -> None:
    assert plain_number(written) == plain


def test_the_next_week_of_the_same_list_changes_its_rows_whoever_brings_it(imported: Brought, amina: User) -> None:
    imported(["No", "Title", "Status"], ["007", "Letter to Bern", "open"], ["008", "Letter to Oslo", "open"])
    source = imported(["No", "Title", "Status"], ["7", "Letter to Bern", "done"], ["8", "Letter to Oslo", ""], by=amina)
    assert (outcomes(source), source.found["list"], source.imported_list.name) == (
        [(2, "changed"), (3, "same")], "numbers", "actions",
    )  # fmt: skip


def test_rows_whose_title_and_date_differ_are_asked_about_until_it_is_said_which_list_it_is(
    imported: Brought, brought: Brought, claire: User, sign_in: SignIn
) -> None:
    known, client = imported(*FIRST).imported_list, sign_in(claire)
    sent = [HEADS, *OTHER[1:], ["3", "Call Paris", ""], ["2", "Name two experts", "1.1.2033"]]
    source = brought(*sent[:4], imported_list=known)
    assert outcomes(source) == [(2, "asked"), (3, "asked"), (4, "new")]
    page = client.get(source.get_absolute_url())
    assert ("2 rows have numbers that “actions” knows" in " ".join(page.text.split()), page.context["show"]) == (
        True, "asked",
    )  # fmt: skip
    client.post(f"{source.get_absolute_url()}new-list/")
    source.refresh_from_db()
    assert (outcomes(source), source.list_named) == ([(2, "new"), (3, "new"), (4, "new")], "actions 2")
    Import.objects.filter(pk=source.pk).update(imported_list=known)
    client.post(f"{source.get_absolute_url()}same-list/")
    assert outcomes(source) == [(2, "changed"), (3, "changed"), (4, "new")]


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        (["1", "Send the survey to all", "25.05.2031"], "changed"),
        (["1", "Send the survey again", "25.05.2032"], "asked"),
        (["1", "Draft the opinion", "25.05.2031"], "asked"),
        (["1", "Draft the opinion", ""], "asked"),
        (["1", "Send the survey to all", ""], "changed"),
        (["1", "SEND the survey", "25.05.2032"], "changed"),
        (["1", "", "25.05.2032"], "changed"),
    ],
)
def test_a_row_is_the_same_matter_by_its_title_and_near_it_by_its_date(
    row: list[str], outcome: str, imported: Brought, brought: Brought
) -> None:
    assert outcomes(brought(HEADS, row, imported_list=imported(*FIRST).imported_list)) == [(2, outcome)]


def test_what_is_asked_about_is_left_when_the_rest_is_confirmed(imported: Brought, brought: Brought) -> None:
    known = imported(*FIRST).imported_list
    rows = [HEADS, OTHER[1], ["2", "Name two experts", "1.1.2033"]]
    source = imported(*rows, imported_list=known)
    assert (outcomes(source), titles()) == ([(2, "asked"), (3, "changed")], ["Send the survey", "Name two experts"])


def test_only_lists_that_they_may_see_are_offered(imported: Brought, brought: Brought, omar: User) -> None:
    for classification in ("general", "restricted"):
        imported(["No", "Title"], ["1", "Send"], classification=classification, columns=["key", "title"])
    assert list(ImportedList.objects.visible_to(omar).values_list("classification", flat=True)) == ["general"]


def test_meanings_of_words_belong_to_the_list(
    imported: Brought, brought: Brought, claire: User, sign_in: SignIn
) -> None:
    meant = {"meanings": {"status": {"halfway": "in_progress"}}}
    first = imported(["No", "Title", "Status"], ["1", "Send", "halfway"], reading=meant)
    client = sign_in(claire)
    source = brought(["No", "Title", "Status"], ["1", "Send", "half way"], ["2", "Call", "halfway"])
    address = f"{source.get_absolute_url()}columns/"
    values = {f"column_{at}": name for at, name in enumerate(source.columns)} | {"classification": "general"}
    for chosen, meaning in ((first.imported_list.pk, "in_progress"), ("", "")):
        form = client.post(f"{address}look/", {**values, "imported_list": chosen, "list_name": "Mine"}).context["form"]
        assert [
            field.value() for name, field in ((n, form[n]) for n in form.fields) if "halfway" in str(field.label)
        ] == [meaning]


def test_a_new_list_is_named_once(imported: Brought, brought: Brought, claire: User, sign_in: SignIn) -> None:
    imported(*FIRST)
    source, client = brought(*OTHER), sign_in(claire)
    values = {"column_0": "key", "column_1": "title", "classification": "general", "imported_list": ""}
    address = f"{source.get_absolute_url()}columns/"
    refused = client.post(address, {**values, "list_name": "ACTIONS"})
    assert refused.context["form"].errors == {
        "list_name": ["A list of this name is there. Choose it, or give this one another name."]
    }
    client.post(address, {**values, "list_name": "Opinions 2032"})
    client.post(f"{source.get_absolute_url()}confirm/")
    assert list(ImportedList.objects.values_list("name", flat=True)) == ["Opinions 2032", "actions"]


def test_two_who_bring_one_number_of_a_list_at_once_lose_nothing(
    imported: Brought, brought: Brought, amina: User
) -> None:
    known = imported(*FIRST).imported_list
    rows = [["3", "Call Paris", ""], ["3", "Call Rome", ""], ["3", "Call Paris", ""]]
    three = [
        brought(HEADS, row, imported_list=known, by=by) for row, by in zip(rows, (None, amina, amina), strict=True)
    ]
    for source in three:
        confirm_and_write(source)
    assert [source.lines.get().outcome for source in three] == ["new", "refused", "same"]
    assert three[1].lines.get().problems == [
        ["A2", "Another import brought this number meanwhile. Import the row again."]
    ]
    assert titles().count("Call Paris") == 1


def test_whoever_named_a_list_may_call_it_otherwise_but_not_like_another(
    imported: Brought, claire: User, omar: User, sign_in: SignIn
) -> None:
    first, _second = (imported(*FIRST, list_name=name, imported_list=None).imported_list for name in ("One", "Two"))
    address, client = f"/imports/lists/{first.pk}/", sign_in(claire)
    assert address in client.get("/imports/").text
    refused = client.post(address, {"name": "TWO"}).context["form"].errors
    assert refused == {"name": ["A list of this name is there. Give this one another name."]}
    assert client.post(address, {"name": " Tracker  2032 "}).url == "/imports/"
    assert sign_in(omar).post(address, {"name": "Mine"}).status_code == 403
    assert list(ImportedList.objects.values_list("name", flat=True)) == ["Two", "Tracker 2032"]
