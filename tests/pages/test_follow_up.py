"""The page of a follow-up."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tracker.accounts.models import User
from tracker.follow_ups.links.sides import Side, link
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry


@pytest.mark.parametrize(("more", "shown"), [(198, 199), (199, 200), (200, 200)])
def test_it_shows_the_200_newest_entries_of_its_history(
    more: int, shown: int, claire: User, sign_in: Callable[[User], Client], make_follow_up: Callable[..., FollowUp]
) -> None:
    follow_up = make_follow_up()
    first = follow_up.history.get()
    about = {"content_type": first.content_type, "object_id": first.object_id}
    told = {"by": claire, "at": first.at, "verb": "noted", "version": first.version}
    Entry.objects.bulk_create(Entry(**about, **told, note=f"Call {number}") for number in range(more))
    page = sign_in(claire).get(follow_up.get_absolute_url())
    newest = follow_up.history.order_by("-at", "-id")[:shown]
    assert [told.entry.pk for told in page.context["threads"]] == [entry.pk for entry in newest]


@pytest.mark.parametrize("links", [1, 3])
def test_it_asks_the_database_so_often(
    links: int, claire: User, sign_in: Callable[[User], Client], make_follow_up: Callable[..., FollowUp]
) -> None:
    follow_up = make_follow_up()
    for number in range(links):
        link(follow_up, Side.FOLLOWS, make_follow_up(f"Other {number}"), by=claire)
    client = sign_in(claire)
    client.get(follow_up.get_absolute_url())
    with CaptureQueriesContext(connection) as queries:
        client.get(follow_up.get_absolute_url())
    assert len(queries) == 8
