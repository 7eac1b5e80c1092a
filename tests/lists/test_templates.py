"""The parts of pages that all lists share, drawn alone."""

import re
from typing import Any

import pytest
from django import forms
from django.template import Context
from django.template.loader import render_to_string
from django.test import RequestFactory

from tracker.accounts.models import User
from tracker.lists.filters import Chip
from tracker.lists.paging import Page
from tracker.lists.sorting import HeadFilter, Heading
from tracker.lists.templatetags.list_filters import head_of

pytestmark = pytest.mark.one_database


def links(page: str) -> list[tuple[str, str]]:
    """Where each leads, and what it says."""
    found = re.findall(r'<a [^>]*?href="(.*?)"[^>]*>(.*?)</a>', page, re.DOTALL)
    return [(address, " ".join(re.sub("<.*?>", "", words).split())) for address, words in found]


def drawn(template: str, query: str = "", **context: Any) -> str:
    request = RequestFactory().get(f"/meetings/?{query}")
    return render_to_string(f"lists/{template}.html", context, request)


@pytest.mark.parametrize(
    ("previous", "then", "found"),
    [
        (None, None, []),
        ("p", None, [("?kind=call&amp;page=p", "Previous")]),
        (None, "n", [("?kind=call&amp;page=n", "Next")]),
        ("p", "n", [("?kind=call&amp;page=p", "Previous"), ("?kind=call&amp;page=n", "Next")]),
    ],
)
def test_a_page_leads_to_those_beside_it(previous: str | None, then: str | None, found: list[tuple[str, str]]) -> None:
    page = drawn("paging", "kind=call&page=x", page=Page([], then, previous))
    assert (links(page), "<nav" in page) == (found, bool(found))


@pytest.mark.parametrize(
    ("nothing_fits", "may_log", "says", "leads"),
    [
        (True, True, "No meeting fits.", [("/meetings/", "Show all")]),
        (True, False, "No meeting fits.", [("/meetings/", "Show all")]),
        (False, True, "No meeting yet.", [("/meetings/log/", "Log a meeting")]),
        (False, False, "No meeting yet.", []),
    ],
)
def test_an_empty_list_says_why_and_what_to_do(
    nothing_fits: bool, may_log: bool, says: str, leads: list[tuple[str, str]]
) -> None:
    words = {"fits": "No meeting fits.", "yet": "No meeting yet.", "about": "About.", "label": "Log a meeting"}
    places = {"address": "meetings:list", "make": "records:log_meeting"}
    page = drawn("empty", nothing_fits=nothing_fits, may_log=may_log, **words, **places)
    assert (re.findall("<b>(.*?)</b>", page), links(page), "About." in page) == ([says], leads, not nothing_fits)


def test_what_is_exported_is_what_the_page_shows() -> None:
    page = drawn("export_menu", "kind=call&page=x&sort=held", address="meetings:export")
    assert [address for address, _words in links(page)] == [
        f"/meetings/export/{form}/?kind=call&amp;sort=held" for form in ("xlsx", "csv", "docx", "pdf")
    ]


class Filters(forms.Form):
    known = ("kind", "day", "sort", "typed")
    again = "Please look at this again."
    whole = None
    kind = forms.CharField(required=False)
    day = forms.IntegerField(required=False)


@pytest.mark.parametrize(
    ("query", "arranged", "kept", "is_open"),
    [
        ("", [], {"typed": "on"}, False),
        ("kind=call&sort=held", [("group", "due")], {"typed": "on", "sort": "held", "group": "due"}, False),
        ("day=x", [], {"typed": "on"}, True),
    ],
)
def test_the_filters_keep_how_the_list_is_shown_and_stand_open_where_one_is_wrong(
    query: str, arranged: list[tuple[str, str]], kept: dict[str, str], is_open: bool
) -> None:
    form = Filters(RequestFactory().get(f"/?{query}").GET)
    page = drawn("filter_form", query, form=form, arranged=arranged)
    assert dict(re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', page)) == kept
    opened = '<details class="filters no-print" open>' in page
    assert (opened, ("/meetings/", "Show all") in links(page)) == (is_open, True)


def test_a_chip_changes_where_it_has_a_value_and_each_is_taken_off() -> None:
    chips = [
        Chip("kind", "Kind", "Call", "?late=on", is_wrong=False),
        Chip("late", "Late", "", "?kind=call", is_wrong=False),
    ]
    page = drawn("filter_chips", chips=chips)
    assert links(page) == [("#filter_kind", "Kind Call"), ("?late=on", ""), ("?kind=call", "")]
    assert re.findall('aria-label="(Take .*?)"', page) == ["Take off: Kind", "Take off: Late"]


def head_with(query: str, *filters: str, **said: Any) -> str:
    request = RequestFactory().get(f"/meetings/?{query}")
    on = tuple(HeadFilter(name, name.title(), f"id_{name}", bool(request.GET.get(name))) for name in filters)
    return head_of(Context({"request": request}), Heading("kind", "Kind", said.pop("sort", ""), "", on, **said))


def test_a_head_with_one_filter_leads_to_it_at_once() -> None:
    page = head_with("kind=call", "kind")
    assert (links(page), "<details" in page) == ([("#id_kind", "")], False)
    assert [state in page for state in ('aria-label="Filter: Kind"', 'data-filter="kind"', 'data-state="on"')] == [
        True, True, True,
    ]  # fmt: skip
    assert 'data-state="on"' not in head_with("day=1", "kind")


def test_a_head_without_a_filter_says_its_name_alone() -> None:
    assert (links(head_with("")), "Kind" in head_with("")) == ([], True)


def test_a_head_sorts_and_its_menu_has_what_else_it_can() -> None:
    page = head_with("day=1&page=x", "kind", "day", sort="-kind", earlier="", later="due,kind")
    assert links(page) == [
        ("?day=1&amp;sort=-kind", "Kind"),
        ("?day=1&amp;sort=kind", "Sort ascending"),
        ("?day=1&amp;sort=-kind", "Sort descending"),
        ("#id_kind", "Filter: Kind…"),
        ("#id_day", "Filter: Day…"),
        ("?day=1", "Move left"),
        ("?day=1&amp;columns=due%2Ckind", "Move right"),
    ]


@pytest.mark.parametrize(
    ("density", "other"), [("compact", ("roomy", "Roomy lines")), ("roomy", ("compact", "Compact lines"))]
)
def test_a_list_offers_the_other_density(density: str, other: tuple[str, str]) -> None:
    request = RequestFactory().get("/meetings/?kind=call")
    request.user = User(density=density)
    page = render_to_string("lists/density.html", {}, request)
    (chosen,), words = re.findall("/account/density/(.*?)/", page), " ".join(re.sub("<.*?>", "", page).split())
    assert (chosen, words, 'value="/meetings/?kind=call"' in page) == (*other, True)
