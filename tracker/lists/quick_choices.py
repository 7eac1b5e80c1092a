"""A choice one click away above a list: the filters it puts on, with the count of what it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise

from tracker.lists.filters import TYPED
from tracker.lists.paging import Count


@dataclass(frozen=True, slots=True)
class Choice:
    """Without a count there are too many to count them honestly."""

    label: str | Promise
    address: str
    count: Count | None
    is_on: bool


@dataclass(frozen=True, slots=True)
class Tabs:
    """The choices in the line above a list, and those that unfold beside them."""

    in_line: list[Choice]
    further: list[Choice]


# So many stand in the line; one that is on does so always.
MOST_IN_LINE = 5
MOST_VIEWS_IN_LINE = 3


# How a list is shown, whatever it is asked for: a choice leaves that as it is.
ARRANGED = ("columns", "group", "layout")
APART = {"sort", "page", TYPED, *ARRANGED}


def tabs_of(quick: Sequence[Choice], views: Sequence[Choice] = ()) -> Tabs:
    usual = [*quick[:MOST_IN_LINE], *views[:MOST_VIEWS_IN_LINE]]
    every = [*quick[:MOST_IN_LINE], *views, *quick[MOST_IN_LINE:]]
    in_line = [choice for choice in every if choice.is_on or choice in usual]
    return Tabs(in_line, [choice for choice in every if choice not in in_line])


def arranged(request: HttpRequest, query: str) -> str:
    """`query`, and how the list is shown in this address."""
    kept = {name: value for name in ARRANGED if (value := request.GET.get(name))}
    return "&".join(filter(None, [query, urlencode(kept)]))


def is_requested(request: HttpRequest, query: str) -> bool:
    """Whether the address asks for just what `query` asks for, however it is sorted and paged."""
    asked = {name: value for name, value in request.GET.items() if value and name not in APART}
    return asked == {name: value for name, value in QueryDict(query).items() if value}
