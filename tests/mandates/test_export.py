"""The list of mandates as a file."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.downloaded_files import table_of
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.mandates.models import Mandate

SignIn = Callable[[User], Client]
HEADS = ["Mandate", "Symbol", "Kind", "Adopted by, or between", "Adopted on", "In force until"]


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


@pytest.fixture
def agreements(eu: Organisation, wco: Organisation) -> Callable[[int], None]:
    def add(number: int) -> None:
        for each in range(number):
            adopted_on, until = date(2016, 1, each + 1), date(2030, 1, each + 1)
            values = {"title": f"@Agreement {each}", "adopted_on": adopted_on, "valid_until": until}
            Mandate.add(by=None, kind="agreement", **values).parties.set([eu, wco])

    return add


def test_it_holds_the_columns_of_the_list_newest_first(
    client: Client, resolution: Mandate, wco: Organisation, agreements: Callable[[int], None]
) -> None:
    agreements(1)
    resolution.change("edited", by=None, body=wco)
    assert table_of(client, "/mandates/export/csv/") == [
        HEADS,
        ["'@Agreement 0", "", "Agreement", "EU · WCO", "2016-01-01", "2030-01-01"],
        ["Protection of cultural heritage", "S/RES/2347 (2017)", "Resolution", "WCO", "", ""],
    ]


HERITAGE, AGREEMENTS = "Protection of cultural heritage", ["@Agreement 1", "@Agreement 0"]


@pytest.mark.parametrize(
    ("query", "held"),
    [
        ("", [*AGREEMENTS, "Ended", HERITAGE]),
        ("kind=agreement", AGREEMENTS),
        ("in_force=no", ["Ended"]),
        ("party=EU", AGREEMENTS),
        ("party=EU&in_force=no", []),
        ("q=2347", [HERITAGE]),
    ],
)
def test_it_holds_what_the_list_shows(
    query: str, held: list[str], client: Client, resolution: Mandate, agreements: Callable[[int], None]
) -> None:
    Mandate.add(by=None, kind="programme", title="Ended", valid_until=date(2017, 12, 31))
    agreements(2)
    shown = [mandate.title for mandate in client.get(f"/mandates/?{query}").context["page"].rows]
    file = [row[0].lstrip("'") for row in table_of(client, f"/mandates/export/csv/?{query}")[1:]]
    assert (shown, file) == (held, held)


@pytest.mark.parametrize("many", [1, 3])
def test_more_rows_take_no_more_queries(
    many: int, client: Client, agreements: Callable[[int], None], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    agreements(many)
    with django_assert_num_queries(6):
        assert len(table_of(client, "/mandates/export/csv/")[1:]) == many
