"""A row without a number is known again by what it says, though not all of it is what it was: asked, and asked once."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.imports.conftest import Brought, brought_back, outcomes
from tests.imports.sheets import day, workbook
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.imports import write_rows
from tracker.imports.models import Answer, Import
from tracker.imports.questions import probably_same
from tracker.imports.questions.answers import answer

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
HEADS = ["Title", "Due", "Status"]
FIRST = [HEADS, ["Note to Paris", "25.05.2027", "open"], ["Note to Bern", "26.05.2027", "open"]]
NEXT_WEEK = [HEADS, ["Note to Paris", "25.05.2027", "in progress"], FIRST[2]]


def write(source: Import) -> None:
    write_rows.confirm(source)
    write_rows.write_all(Import.objects.get(pk=source.pk))


def statuses() -> list[tuple[str, str]]:
    return list(FollowUp.objects.order_by("pk").values_list("title", "status"))


def test_next_week_one_status_changed_is_the_same_follow_up_once_it_is_said_so(
    imported: Brought, brought: Brought
) -> None:
    imported(*FIRST)
    source = brought(*NEXT_WEEK)
    assert outcomes(source) == [(2, "asked"), (3, "same")]
    assert answer(source, Answer.SAME) == 1
    assert outcomes(source) == [(2, "changed"), (3, "same")]
    write(source)
    assert statuses() == [("Note to Paris", "in_progress"), ("Note to Bern", "open")]
    # The very same again says nothing new, and what changes once more is not asked again.
    assert outcomes(brought(*NEXT_WEEK)) == [(2, "same"), (3, "same")]
    assert outcomes(brought(HEADS, ["Note to Paris", "28.05.2027", "done"])) == [(2, "changed")]


def test_another_one_is_new_and_known_again_by_its_words(imported: Brought, brought: Brought) -> None:
    imported(*FIRST)
    source = brought(*NEXT_WEEK)
    answer(source, Answer.OTHER, number=2, name="follow_up")
    assert outcomes(source) == [(2, "new"), (3, "same")]
    write(source)
    assert statuses() == [("Note to Paris", "open"), ("Note to Bern", "open"), ("Note to Paris", "in_progress")]
    assert outcomes(brought(*NEXT_WEEK)) == [(2, "same"), (3, "same")]


def test_what_is_not_answered_is_not_written(imported: Brought) -> None:
    imported(*FIRST)
    imported(*NEXT_WEEK)
    assert statuses() == [("Note to Paris", "open"), ("Note to Bern", "open")]


def test_the_same_rows_as_csv_and_as_xlsx_are_the_same(claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    text = "\n".join(";".join(row) for row in FIRST).encode()
    book = workbook([HEADS, ["Note to Paris", day(46_532), "Open"], ["Note to Bern", day(46_533), "OPEN"]])
    files = {"csv": text, "xlsx": book}
    for first, then in (("csv", "xlsx"), ("xlsx", "csv")):
        FollowUp.objects.all().delete()
        client.post(f"/imports/{brought_back(client, files[first], first).pk}/confirm/")
        assert [due for (due,) in FollowUp.objects.order_by("pk").values_list("due_on")] == [
            date(2027, 5, 25), date(2027, 5, 26)
        ]  # fmt: skip
        assert [line.outcome for line in brought_back(client, files[then], then).lines.all()] == ["same", "same"]


def test_a_title_in_other_words_is_asked_about_unless_something_else_tells_them_apart(
    imported: Brought, brought: Brought, eu: Organisation, europol: Organisation
) -> None:
    imported(["Title", "Partner"], ["Send the report on ports to Lisbon", "EUROPOL"])
    near = "Report on the ports to be sent to Lisbon"
    rows = [near, "EUROPOL"], [near, "EU"], [near, ""], ["Book the room", "EUROPOL"]
    assert [outcomes(brought(["Title", "Partner"], row))[0][1] for row in rows] == ["asked", "new", "asked", "new"]


def test_what_has_ended_comes_again_on_another_day_as_another_one(imported: Brought, brought: Brought) -> None:
    imported(HEADS, ["Monthly report", "25.05.2027", "done"], ["Yearly report", "25.05.2027", "open"])
    source = brought(HEADS, ["Monthly report", "25.06.2027", "open"], ["Yearly report", "25.05.2028", "open"])
    assert outcomes(source) == [(2, "new"), (3, "asked")]


def test_what_was_agreed_on_another_day_is_another_one(imported: Brought, brought: Brought) -> None:
    heads = ["Title", "Agreed on", "Status"]
    imported(heads, ["Note to Paris", "25.05.2018", "open"])
    days = ("25.05.2018", "26.05.2018", "")
    rows = [["Note to Paris", day, "in progress"] for day in days]
    assert [outcomes(brought(heads, row))[0][1] for row in rows] == ["asked", "new", "asked"]


def test_each_follow_up_is_one_row_and_a_row_that_is_there_word_for_word_is_that_one(
    imported: Brought, brought: Brought
) -> None:
    imported(HEADS, ["Call them", "25.05.2027", "open"], ["Call them", "26.05.2027", "open"])
    source = brought(
        HEADS,
        ["Call them", "27.05.2027", "open"],
        ["Call them", "25.05.2027", "done"],
        ["Call them", "26.05.2027", "open"],
    )
    first, second = FollowUp.objects.order_by("pk")
    assert [(line.outcome, line.follow_up) for line in source.lines.order_by("number")] == [
        ("asked", first), ("new", None), ("same", second)
    ]  # fmt: skip


def test_of_several_it_is_the_one_that_nothing_tells_apart_and_that_is_most_alike(
    imported: Brought, brought: Brought, eu: Organisation, europol: Organisation, claire: User
) -> None:
    Person.add(by=claire, name="Rosa Conti")
    heads = ["Title", "Partner", "Due", "Owner", "Status"]
    imported(
        heads,
        ["Call", "", "1 May 2032", "Rosa Conti", "open"],
        ["Call", "EUROPOL", "1 May 2032", "", "open"],
        ["Call", "EU", "2 May 2032", "", "done"],
    )
    which = {None: "", **dict(zip(FollowUp.objects.order_by("pk"), ("Rosa's", "EUROPOL's", "EU's"), strict=True))}
    rows = {
        "nothing": ["", "", ""],
        "a day": ["", "1 May 2032", ""],
        "a day and an owner": ["", "1 May 2032", "Rosa Conti"],
        "another day and an owner": ["", "9 May 2032", "Rosa Conti"],
        "a partner": ["EUROPOL", "", ""],
        "a partner and another day": ["EUROPOL", "9 May 2032", ""],
        "a partner and an owner": ["EUROPOL", "", "Rosa Conti"],
        "the partner of what has ended": ["EU", "", ""],
        "and its day": ["EU", "2 May 2032", ""],
        "and another day": ["EU", "9 May 2032", ""],
        "and another day, and an owner": ["EU", "9 May 2032", "Rosa Conti"],
        "a partner that is new": ["Gnus", "2 May 2032", ""],
        "an owner who is new": ["", "2 May 2032", "Ada Berg"],
        "a partner and an owner who are new": ["Gnus", "9 May 2032", "Ada Berg"],
    }
    found = {}
    for said, row in rows.items():
        line = brought(heads, ["Call", *row, "in progress"], adds_names=True).lines.get()
        found[said] = (line.outcome, which[line.follow_up])
    assert found == {
        "nothing": ("asked", "EU's"),
        "a day": ("asked", "EUROPOL's"),
        "a day and an owner": ("asked", "Rosa's"),
        "another day and an owner": ("asked", "Rosa's"),
        "a partner": ("asked", "EUROPOL's"),
        "a partner and another day": ("asked", "EUROPOL's"),
        "a partner and an owner": ("asked", "Rosa's"),
        "the partner of what has ended": ("asked", "EU's"),
        "and its day": ("asked", "EU's"),
        "and another day": ("asked", "Rosa's"),
        "and another day, and an owner": ("asked", "Rosa's"),
        "a partner that is new": ("asked", "Rosa's"),
        "an owner who is new": ("asked", "EU's"),
        "a partner and an owner who are new": ("asked", "Rosa's"),
    }


def test_only_so_many_rows_are_looked_up_in_other_words_and_only_once_something_was_imported(
    imported: Brought, brought: Brought, make_follow_up: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads, titles = ["Title"], ("Send the report on ports to Lisbon", "Book the great room of the bank in Metz")
    near = [["Report on the ports to be sent to Lisbon"], ["The great room in the bank of Metz to be booked"]]
    for title in titles:
        make_follow_up(title, key=None)
    assert outcomes(brought(heads, *near)) == [(2, "new"), (3, "new")]
    FollowUp.objects.all().delete()
    imported(heads, *[[title] for title in titles])
    found = []
    for most in (2, 1, 0):
        monkeypatch.setattr(probably_same, "MOST_NEAR", most)
        found.append([outcome for _number, outcome in outcomes(brought(heads, *near))])
    assert found == [["asked", "asked"], ["asked", "new"], ["new", "new"]]


def test_what_somebody_else_logged_is_asked_about_even_if_the_row_says_nothing_new(
    brought: Brought, make_follow_up: Make, amina: User, claire: User
) -> None:
    theirs, mine = make_follow_up("Draft the opinion", by=amina), make_follow_up("Translate it")
    source = brought(["Title"], ["Draft the opinion"], ["Translate it"])
    assert [(line.outcome, line.follow_up) for line in source.lines.order_by("number")] == [
        ("asked", theirs), ("same", mine)
    ]  # fmt: skip


def test_what_is_restricted_is_not_told_from_what_never_was(brought: Brought, secret: FollowUp, omar: User) -> None:
    titles = [secret.title, "Nobody ever wrote this"]
    source = brought(["Title"], *[[title] for title in titles], by=omar)
    assert [(line.outcome, line.follow_up, line.asked) for line in source.lines.all()] == [("new", None, {})] * 2


@pytest.mark.parametrize("rows", [1, 3])
def test_looking_for_them_asks_no_more_for_three_rows_than_for_one(
    rows: int, brought: Brought, make_follow_up: Make, django_assert_num_queries: Callable[..., object]
) -> None:
    titles = [[make_follow_up(title, key=None).title] for title in ("Speak", "Send", "Call")[:rows]]
    with django_assert_num_queries(57):
        brought(["Title"], *titles)
