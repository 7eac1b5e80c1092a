"""What the head of a column can do, which choices stand in the line above a list, and what a register refuses."""

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.db.models import IntegerChoices, TextChoices
from django.template import Context
from django.test import RequestFactory
from django.utils import translation

from tracker.kit.dates.as_said import DateAsSaid
from tracker.lists.date_cells import tell_as_said, tell_day
from tracker.lists.field_places import NOTHING, PLACES, Edited, Filtered, OnPage, Refused, Shown
from tracker.lists.field_register import Column, Register, choice_columns, choice_filters, kept_inside
from tracker.lists.keyset_ordering import Order
from tracker.lists.quick_choices import Choice, tabs_of
from tracker.lists.shown_columns import ShownColumns
from tracker.lists.sorting import headings, headings_by_name, order_of
from tracker.lists.templatetags.list_filters import first_page

pytestmark = pytest.mark.one_database


class Size(TextChoices):
    SMALL = "small", "Small"
    LARGE = "large", "Large"


class Rank(IntegerChoices):
    FIRST = 1, "The first"


ELSEWHERE = tuple(Refused(place, "Not here.") for place in PLACES)
COLUMNS = Register(
    Column("title", "Title", Shown("title"), Filtered(("q",))),
    Column("size", "Size", Shown("size", ("title",), "size"), Filtered(("size", "gone"), every="Any", nothing="None")),
    Column("rank", "Rank", Shown(), Edited("place"), choices=Rank),
    Column("kind", "Kind", Filtered(("kind",), every="Any"), OnPage(), choices=Size),
    Column("look", "Look", Filtered(("look",)), choices=Size, tell=lambda row: f"<{row.look}>"),
    kept_inside("id", "Nobody reads it."),
    refused=ELSEWHERE,
)
DEFAULT = Order("due", "due_on")


class Filters(forms.Form):
    whole = None
    q = forms.CharField(required=False)
    size = forms.CharField(required=False)


def test_an_order_is_that_of_a_column_or_the_usual_one() -> None:
    shown = COLUMNS.at(Shown)
    asked = {
        name: order_of(name, shown, DEFAULT)
        for name in ("title", "-title", "-size", "rank", "kind", "", "-", "--title")
    }
    assert asked == {
        "title": Order("title", "title"),
        "-title": Order("-title", "title", descending=True),
        "-size": Order("-size", "size", descending=True, then=("title",), unless_none="size"),
        **dict.fromkeys(("rank", "kind", "", "-", "--title"), DEFAULT),
    }


def heads(sort: str, columns: ShownColumns | None = None, typed: dict[str, str] | None = None) -> list[tuple[Any, ...]]:
    order, form = order_of(sort, COLUMNS.at(Shown), DEFAULT), None if typed is None else Filters(typed)
    found = headings(COLUMNS, order, ("title", "size", "rank"), form, columns)
    return [
        (each.name, each.label, each.sort, each.direction, [field.name for field in each.filters], each.is_filtered,
         each.earlier, each.later, each.hidden)
        for each in found
    ]  # fmt: skip


def test_a_head_turns_the_order_round_and_says_what_else_it_can() -> None:
    none = ([], False, None, None, None)
    assert heads("") == [
        ("title", "Title", "title", "", *none), ("size", "Size", "size", "", *none), ("rank", "Rank", "", "", *none),
    ]  # fmt: skip
    assert [head[2:4] for head in heads("title")] == [("-title", "ascending"), ("size", ""), ("", "")]
    assert [head[2:4] for head in heads("-size")] == [("title", ""), ("size", "descending"), ("", "")]
    columns = ShownColumns.asked("title,size,rank", ("title",), ("title", "size", "rank"), "title")
    assert [head[4:] for head in heads("", columns, {"size": "small"})] == [
        (["q"], False, None, "size,title,rank", None),
        (["size"], True, "size,title,rank", "title,rank,size", "title,rank"),
        ([], False, "title,rank,size", None, "title,size"),
    ]
    by_name = headings_by_name(COLUMNS, Filters({"q": "x"}))
    assert {name: (head.sort, head.direction, head.is_filtered) for name, head in by_name.items()} == {
        "title": ("title", "", True), "size": ("size", "", False), "rank": ("", "", False),
    }  # fmt: skip


def test_a_column_tells_of_a_row_what_its_choice_is_called() -> None:
    row = SimpleNamespace(title="Send", size=None, rank=1, kind="small", look="large")
    other = SimpleNamespace(title="", size="huge", rank=7, kind="unknown", look=None)
    assert [[column.tell(each) for column in COLUMNS if column.name != "id"] for each in (row, other)] == [
        ["Send", "", "The first", "Small", "<large>"], ["", "huge", 7, "unknown", "<None>"],
    ]  # fmt: skip
    assert [COLUMNS["rank"].value_of("1"), COLUMNS["kind"].value_of("small"), COLUMNS["title"].value_of("1")] == [
        1, "small", "1",
    ]  # fmt: skip
    days = [COLUMNS["title"].is_day, Column("on", "On", Shown("on", is_day=True)).is_day, COLUMNS["kind"].is_day]
    assert days == [False, True, False]


def test_a_register_knows_what_stands_where_and_how_it_is_called_there() -> None:
    assert (COLUMNS.named(Shown), COLUMNS.named(Edited), COLUMNS.named(OnPage)) == (
        ["title", "size", "rank"],
        ["place"],
        ["kind"],
    )
    assert [column.name for column in choice_columns(COLUMNS, Filtered)] == ["kind", "look"]
    assert [*choice_filters(COLUMNS)] == ["kind"]
    of_kind = choice_filters(COLUMNS)["kind"]
    said = (of_kind.label, of_kind.extra["empty_label"], of_kind.extra["null_label"], of_kind.extra["null_value"])
    assert said == ("Kind", "Any", None, NOTHING)


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ([("a", Shown(), Shown())], "The column a says twice what a place is."),
        ([("a", *ELSEWHERE), ("a", *ELSEWHERE)], "Two columns are called alike."),
        ([("a", Shown())], (
            "The column a says nothing of: Filtered, Exported, Imported, InBulk, Grouped, Edited, OnPage, "
            "OnAdmin, OnCard, Reported."
        )),
    ],
)  # fmt: skip
def test_a_register_refuses_what_is_not_said_or_said_twice(columns: Sequence[Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Register(*(Column(name, name, *said) for name, *said in columns))


def named(names: str, on: str = "") -> list[Choice]:
    return [Choice(name, f"?{name}", None, name in on) for name in names]


@pytest.mark.parametrize(
    ("quick", "views", "on", "in_line", "further"),
    [
        ("", "", "", "", ""),
        ("abc", "", "", "abc", ""),
        ("abcdefg", "", "", "abcde", "fg"),
        ("abcdefg", "", "g", "abcdeg", "f"),
        ("abcdefg", "uvwxyz", "", "abcdeuvw", "xyzfg"),
        ("abcdefg", "uvwxyz", "zf", "abcdeuvwzf", "xyg"),
        ("ab", "uvwx", "a", "abuvw", "x"),
    ],
)
def test_what_is_on_stands_in_the_line_and_the_rest_unfolds(
    quick: str, views: str, on: str, in_line: str, further: str
) -> None:
    tabs = tabs_of(named(quick, on), named(views, on))
    assert ("".join(str(each.label) for each in tabs.in_line), "".join(str(each.label) for each in tabs.further)) == (
        in_line, further,
    )  # fmt: skip


def test_a_day_is_told_in_short_and_what_was_before_one_as_that() -> None:
    row = SimpleNamespace(on=date(2018, 5, 25), before=None, none=None, until=date(2018, 6, 1), said=DateAsSaid(
        date(2018, 9, 1), date(2018, 11, 30), "this autumn"))  # fmt: skip
    cells = [tell_day("on"), tell_day("none"), tell_day("on", before="before"), tell_day("on", before="until"),
             tell_as_said("said"), tell_as_said("none")]  # fmt: skip
    told = [[cell(row) for cell in cells]]
    with translation.override("fr"):
        told.append([cell(row) for cell in cells])
    assert told == [
        ["25 May 2018", "", "25 May 2018", "before 1 Jun 2018", "this autumn (September to November 2018)", ""],
        ["25 mai 2018", "", "25 mai 2018", "avant le 1er juin 2018", "this autumn (septembre à novembre 2018)", ""],
    ]


@pytest.mark.parametrize(
    ("query", "asked", "found"),
    [
        ("", {}, "?"),
        ("page=x", {}, "?"),
        ("kind=a&kind=b&page=x", {"sort": "-due"}, "?kind=a&kind=b&sort=-due"),
        ("sort=due&group=owner", {"sort": None, "group": "unit"}, "?group=unit"),
        ("q=a%20b&late=", {"columns": "a,b"}, "?q=a+b&late=&columns=a%2Cb"),
    ],
)
def test_a_link_of_the_head_keeps_all_else_and_leads_to_the_first_page(
    query: str, asked: dict[str, str | None], found: str
) -> None:
    assert first_page(Context({"request": RequestFactory().get(f"/?{query}")}), **asked) == found
