"""Every list of more than a page leads on to its second page and back, with all else that it was asked for."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting, Series

pytestmark = pytest.mark.one_database
LINK = re.compile(r'rel="(next|prev)" href="([^"]+)"')
MANY, DAY = range(52), date(2018, 5, 25)


@pytest.mark.django_db
def test_the_second_page_of_each_list_is_reached_and_left_by_its_links(
    claire: User, sign_in: Callable[[User], Client]
) -> None:
    made: dict[str, list[Any]] = {
        "/partners/people/?sort=-name": [Person(name=f"No. {number:02}", folded=f"no. {number:02}") for number in MANY],
        "/mandates/?kind=decision": [Mandate(title=f"No. {number:02}", kind="decision") for number in MANY],
        "/meetings/?kind=call": [
            Meeting(title=f"No. {number:02}", kind="call", held_on=DAY, recorder=claire) for number in MANY
        ],
        "/meetings/series/?kind=call": [
            Series(name=f"No. {number:02}", kind="call", rule="FREQ=YEARLY", begins_on=DAY, recorder=claire)
            for number in MANY
        ],
        "/follow-ups/?kind=document&status=": [
            FollowUp(title=f"No. {number:02}", kind="document", reference=f"F-2018-{number:03}", recorder=claire)
            for number in MANY
        ],
        "/mandates/activities/?year=2018": [
            Activity(title=f"No. {number:02}", starts_on=DAY, ends_on=DAY, recorder=claire) for number in MANY
        ],
    }
    for rows in made.values():
        type(rows[0])._base_manager.bulk_create(rows)
    client = sign_in(claire)
    for address, rows in made.items():
        path, asked = address.split("?")
        pages, at = [], address
        for _page in range(3):
            page = client.get(at)
            links = {way: unescape(to) for way, to in LINK.findall(page.text)}
            pages.append(([str(row) for row in page.context["page"].rows], sorted(links)))
            assert [asked in to for to in links.values()] == [True] * len(links), (address, links)
            way = "next" if not pages[1:] else "prev"
            at = path + links.get(way, "")
        first, second, again = pages
        assert (address, first[1], second[1], again[0]) == (address, ["next"], ["prev"], first[0])
        assert {*first[0], *second[0]} >= {str(row) for row in rows}
