"""Mandates of which one knows the year or the month, not the day."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import downloaded_files as files
from tracker.accounts.models import User
from tracker.history.undo import last_change, undo
from tracker.kit.dates.as_said import DateAsSaid, say
from tracker.mandates.models import Mandate

SignIn = Callable[[User], Client]
YEAR = DateAsSaid(date(2016, 1, 1), date(2016, 12, 31))


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


@pytest.mark.parametrize(
    ("typed", "adopted"),
    [
        ("2016", YEAR),
        ("in 2016", YEAR),
        ("December 2015", DateAsSaid(date(2015, 12, 1), date(2015, 12, 31))),
        ("15 July 2016", date(2016, 7, 15)),
        ("at its 1st session (July 2016)", DateAsSaid(date(2016, 7, 1), date(2016, 7, 31), "at its 1st session")),
    ],
)
def test_it_is_adopted_as_said(client: Client, typed: str, adopted: date | DateAsSaid) -> None:
    values = {"kind": "resolution", "title": "Cultural objects", "adopted_on": typed}
    client.post(reverse("mandates:new"), values)
    mandate = Mandate.objects.get()
    assert mandate.adopted == adopted
    edited = client.get(reverse("mandates:edit", args=[mandate.pk])).context["form"]["adopted_on"].value()
    client.post(reverse("mandates:edit", args=[mandate.pk]), values | {"adopted_on": edited, "version": 1, "text": "x"})
    mandate.refresh_from_db()
    assert (mandate.text, mandate.adopted) == ("x", adopted)


def test_pages_and_files_say_the_year_alone(client: Client) -> None:
    mandate = Mandate.add(by=None, kind="resolution", title="Cultural objects", adopted_on=YEAR)
    assert '<td class="ref" data-head="Adopted on">2016</td>' in client.get(reverse("mandates:list")).text
    assert "<dt>Adopted on</dt><dd>2016</dd>" in client.get(mandate.get_absolute_url()).text
    assert files.table_of(client, "/mandates/export/csv/")[1][4] == "2016"


def test_it_may_end_within_the_year_of_its_adoption(client: Client) -> None:
    values = {"kind": "resolution", "title": "Short", "adopted_on": "2016", "valid_until": "1 May 2016"}
    assert client.post(reverse("mandates:new"), values).status_code == 302


def test_a_day_that_becomes_known_is_undone_to_the_year(client: Client, claire: User) -> None:
    mandate = Mandate.add(by=None, kind="resolution", title="Cultural objects", adopted_on=YEAR)
    mandate.change("edited", by=claire, adopted_on=date(2016, 7, 15))
    assert say(mandate.adopted) == "15 July 2016"
    undo(mandate, last_change(mandate), by=claire)  # type: ignore[arg-type]
    mandate.refresh_from_db()
    assert mandate.adopted == YEAR
