"""Which rows each list shows, in which order, for each value of each of its filters and on both sides of its edges.

They stand in `drawn/lists_*.txt`. The filters are read from the lists themselves: a new one asks to be drawn.
"""

from typing import Any
from urllib.parse import urlencode

import django_filters
import pytest
from django.conf import settings
from django.test import Client

from tests.house.drawings import assert_drawn
from tests.house.paged import paged
from tests.house.pages import lines_of
from tests.house.rich_house import House, house, keys, on, one_day  # noqa: F401 (fixtures)
from tests.house.tree import Node, Tree
from tracker.accounts.models import User
from tracker.activities.filters import ActivityFilter
from tracker.directory.people.filters import PersonFilter
from tracker.follow_ups.field_register import COLUMNS, LISTED
from tracker.follow_ups.list.filters import FollowUpFilter
from tracker.lists.field_places import Grouped
from tracker.lists.filters import DayFilter, DaysFilter, ListFilter, NameFilter, PeriodFilter, TickFilter
from tracker.mandates.filters import MandateFilter
from tracker.meetings.filters import MeetingFilter
from tracker.pages.timeline.sources import KINDS
from tracker.pledges.filters import PledgeFilter
from tracker.reports.cuts import CUTS

pytestmark = pytest.mark.one_database
# Days around which rows stand, of each filter by a day.
DAYS = {"due_from": on(0), "due_until": on(0), "event_from": on(-1), "event_until": on(1)}
PERIODS = ["May 2018", "1 May 2018", "30 April to 1 May 2018", "2018"]
NAMES = {
    "owner": ["claire", "noor", "rosa"], "recorder": ["claire", "amina", "rosa"], "done_by": ["claire", "noor", "rosa"],
    "unit": ["wco", "enf", "team", "legal"], "partner": ["eu", "europol", "au"], "donor": ["eu", "europol", "au"],
    "party": ["eu", "europol", "au"], "waiting_on": ["eu", "europol", "au"], "meeting": ["may", "june"], "series": [],
    "mandate": ["first", "second"], "paragraph": ["one", "two", "of_second"], "tags": ["heritage", "museums"],
}  # fmt: skip
WORDS = ["zebra", "plain", "zebra town", "unit enf", "nothing at all"]
REPORTED = [("1 May 2018", "31 May 2018"), ("1 June 2018", "30 June 2018"), ("1 January 2016", "1 January 2016")]
Query = dict[str, Any]


@pytest.fixture(scope="module")
def client(house: House, claire: User) -> Client:  # noqa: F811
    client = Client()
    client.force_login(claire, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def asked_by(filters: type[ListFilter], house: House) -> list[Query]:  # noqa: F811
    """Every value of each filter, with those next to its edges."""
    found: list[Query] = [{}]
    for name, each in filters.base_filters.items():
        found += [{name: value} for value in values_of(name, each, house)]
    return found


def values_of(name: str, each: Any, house: House) -> list[Any]:  # noqa: F811
    if isinstance(each, NameFilter):
        return [house[key].pk for key in NAMES[name]] + ["Nobody at all"]
    if isinstance(each, DayFilter):
        return [on(number, DAYS[name]) for number in (-1, 0, 1)] + ["soonish"]
    if isinstance(each, PeriodFilter):
        return [*PERIODS, "soonish"]
    if isinstance(each, DaysFilter):
        return [29, 30, 31, 0]
    if isinstance(each, django_filters.ChoiceFilter):
        return [value for value, _label in each.field.choices if value] + ["nonsense"]
    if isinstance(each, TickFilter) or name == "ageing":
        return ["on"]
    return {"year": [2024, 2025, 2026, 1899]}.get(name, WORDS)


def drawn(client: Client, path: str, queries: list[Query]) -> dict[str, list[str]]:
    return {f"{path}?{urlencode(query)}": shown_at(client, path, query) for query in queries}


def shown_at(client: Client, path: str, query: Query) -> list[str]:
    """The status if it is not the usual one, the chips and what is wrong, then the rows, and that more follow."""
    answer = client.get(path, query)
    tree = Tree(answer.text)
    said = [] if answer.status_code == 200 else [str(answer.status_code)]
    for node in tree.main().within():
        said += [words] if (words := told_by(node)) else []
    return said


def told_by(node: Node) -> str:
    classes = node.get("class").split()
    is_lit = node.tag == "a" and node.get("aria-current") == "true"
    if is_lit or ("chip" in classes and node.get("data-state") == "on"):
        return f"[{node.words()}]"
    if "title" in classes and any("titleline" in each.get("class").split() for each in node.around()):
        return ""
    if {"title", "titleline"} & {*classes} or (node.tag == "td" and "wide" in classes and not names_it(node)):
        return node.words()
    if (node.tag == "tr" and "group" in classes) or (node.tag == "li" and "summary" in around(node)):
        return f"-- {node.words()}"
    return "(more)" if node.get("rel") == "next" else ""


def names_it(cell: Node) -> bool:
    return any("title" in node.get("class").split() for node in cell.within())


def around(node: Node) -> set[str]:
    return {each.get("id") for each in node.around()}


def test_follow_ups_by_each_filter(house: House, client: Client) -> None:  # noqa: F811
    queries = asked_by(FollowUpFilter, house)
    first, second = house["first"].pk, house["second"].pk
    queries += [
        *({"mandate": key, "whole": "on"} for key in (first, second)),
        *({"status": "active", each: value} for each, value in (("owed_by", "partner"), ("unowned", "on"))),
        {"owner": house["claire"].pk, "due_from": on(0), "due_until": on(1)},
        {"partner": "euro", "typed": "on"}, {"partner": "EUROPOL", "typed": "on"}, {"owner": "me", "typed": "on"},
        {"owner": house["claire"].pk, "typed": "on"}, {"ownr": "x"},
    ]  # fmt: skip
    found = drawn(client, "/follow-ups/", [{**query, "columns": "title"} for query in queries])
    assert_drawn("lists_follow_ups", found)


def test_follow_ups_in_each_order_and_in_groups(house: House, client: Client) -> None:  # noqa: F811
    """Each column forwards and backwards: rows that are alike in it stand in the order of what follows on it."""
    sorts = [f"{sign}{name}" for name in LISTED for sign in ("", "-")]
    queries = [{"sort": sort, "columns": "title"} for sort in [*sorts, "nonsense"]]
    queries += [{"group": name, "columns": "title"} for name in [*COLUMNS.at(Grouped), "nonsense"]]
    queries += [{"layout": "board"}, {"page": "nonsense"}]
    assert_drawn("lists_sorted", drawn(client, "/follow-ups/", queries))


def test_other_lists_by_each_filter(house: House, client: Client) -> None:  # noqa: F811
    """Whoever may log sees what was removed as well."""
    lists = {
        "/meetings/": [*asked_by(MeetingFilter, house), {"removed": 1, "q": "town"}, {"removed": 1, "kind": "visit"}],
        "/mandates/": [*asked_by(MandateFilter, house), {"in_force": "yes", "party": house["eu"].pk}],
        "/pledges/": [*asked_by(PledgeFilter, house), {"stage": "firm", "kind": "money"}],
        "/mandates/activities/": [*asked_by(ActivityFilter, house), {"mandate": house["first"].pk, "whole": "on"}],
        "/partners/people/": [*asked_by(PersonFilter, house), {"unit": house["eu"].pk, "sort": "-post"}],
        "/reports/mailed/": [{}],
    }
    found: dict[str, list[str]] = {}
    for path, queries in lists.items():
        found |= drawn(client, path, queries)
    assert_drawn("lists_of_others", found)


PAGED = (
    "/follow-ups/?columns=title&sort=title", "/follow-ups/?status=", "/meetings/", "/meetings/?kind=visit",
    "/mandates/", "/mandates/activities/", "/partners/people/", "/pledges/",
)  # fmt: skip


def test_each_list_is_read_page_by_page(house: House, client: Client) -> None:  # noqa: F811
    assert_drawn("lists_paged", {path: paged(client, path) for path in PAGED})


def test_pages_that_gather_rows_by_their_days(house: House, client: Client) -> None:  # noqa: F811
    pages = [
        *(f"/partners/?q={words}" for words in ("", "eu", "police", "unit", "zebra")),
        "/", "/find/?q=zebra", "/find/?q=talks", "/calendar/?whose=all", "/calendar/?whose=mine",
        "/calendar/?whose=all&month=2026-06&view=agenda", "/follow-ups/removed/", "/partners/{eu}/",
        "/partners/{europol}/", "/partners/{enf}/", "/mandates/{first}/", "/mandates/{second}/", "/meetings/{may}/",
        *(f"/follow-ups/since/?since={on(number)}" for number in (-6, -5, -4)),
        *(f"/partners/{{eu}}/timeline/?show={kind}" for kind in KINDS), "/partners/{eu}/timeline/",
        *(f"/mandates/{{first}}/report/?from={first}&until={last}" for first, last in REPORTED),
    ]  # fmt: skip
    found = {}
    for each in pages:
        path = each.format(**keys(house))
        found[path] = lines_of(client.get(path))
    assert_drawn("gathered", found)


def test_reports_by_each_cut(house: House, amina: User) -> None:  # noqa: F811
    client = Client()
    client.force_login(amina, backend=settings.AUTHENTICATION_BACKENDS[0])
    paths = [f"/reports/?period={period.replace(' ', '+')}&by={cut}" for cut in CUTS for period in ("May 2018", "2026")]
    assert_drawn("reported", {path: lines_of(client.get(path)) for path in paths})
