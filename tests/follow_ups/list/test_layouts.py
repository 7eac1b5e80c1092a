"""The list as a board and as a month, and what changed in it since a day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.conftest import CANARY
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.list import changes_since
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def lanes(client: Client, query: str = "") -> dict[str, list[str]]:
    found = client.get(f"/follow-ups/?layout=board&{query}").context["lanes"]
    return {str(lane.status): [row.title for row in lane.group.rows] if lane.group else [] for lane in found}


def test_a_board_has_a_lane_for_each_status(make_follow_up: Make, claire: User, client: Client) -> None:
    make_follow_up("Begun").move_to("in_progress", by=claire)
    make_follow_up("Dropped").move_to("dropped", by=claire, reason="No money")
    make_follow_up("Open", kind="training")
    usual = {"open": ["Open"], "in_progress": ["Begun"], "waiting": [], "pending_resources": [], "done": []}
    assert lanes(client, "status=") == usual | {"dropped": ["Dropped"]}
    assert lanes(client) == usual
    assert lanes(client, "kind=training") == usual | {"in_progress": []}


@pytest.mark.parametrize(("layout", "queries"), [("board", 9), ("calendar", 9)])
@pytest.mark.parametrize("rows", [1, 3])
def test_a_layout_takes_as_many_queries_however_many(
    rows: int, layout: str, queries: int, make_follow_up: Make, eu: Organisation, claire: User, client: Client,
    today: date, django_assert_num_queries: Any,
) -> None:  # fmt: skip
    for _each in range(rows):
        make_follow_up(due_on=today, owner=claire.person, partner=eu)
    client.get("/follow-ups/")
    with django_assert_num_queries(queries):
        client.get(f"/follow-ups/?layout={layout}")


def test_a_month_shows_the_list_and_nothing_else(
    invitation: FollowUp, make_follow_up: Make, claire: User, client: Client
) -> None:
    make_follow_up("Train", kind="training", due_on=date(2018, 5, 3)).move_to("done", by=claire)
    make_follow_up("Write", due_on=date(2018, 5, 4))
    month = client.get("/follow-ups/?layout=calendar&meetings=off&month=2018-05&kind=training").context["month"]
    assert [[item.title for item in day.items] for day in month.days()] == [["Train"]]
    month = client.get("/follow-ups/?layout=calendar&meetings=off&month=2018-05&status=").context["month"]
    assert [[item.title for item in day.items] for day in month.days()] == [["Train"], ["Write"]]


def test_another_layout_keeps_the_filter(make_follow_up: Make, client: Client) -> None:
    make_follow_up()
    page = client.get("/follow-ups/?kind=other&layout=board").text
    assert 'href="?kind=other&amp;layout=calendar"' in page
    assert 'href="?kind=other"' in page


def later(*rows: FollowUp) -> None:
    """They were logged the day before yesterday."""
    before = timezone.now() - timedelta(days=2)
    Entry.objects.filter(object_id__in=[row.pk for row in rows]).update(at=before)
    FollowUp.objects.filter(pk__in=[row.pk for row in rows]).update(updated_at=before)


def told(client: Client, query: str = "since=yesterday") -> dict[str, list[tuple[str, list[tuple[str, str, str]]]]]:
    page = client.get(f"/follow-ups/since/?{query}")
    assert page.status_code == 200, page.text
    return {
        part: [
            (each.follow_up.title, [(line.label, line.before, line.after) for line in each.lines])
            for each in getattr(page.context["told"], part)
        ]
        for part in ("new", "ended", "moved")
    }


def test_what_is_new_ended_and_moved_with_how_it_stood(make_follow_up: Make, claire: User, client: Client) -> None:
    titles = ("Done", "Dropped", "Moved", "There and back", "Still")
    done, dropped, moved, back, still = (make_follow_up(title, due_on=date(2030, 6, 1)) for title in titles)
    later(done, dropped, moved, back, still)
    for row in (done, dropped, moved, back):
        row.refresh_from_db()
    make_follow_up("New")
    done.move_to("done", by=claire)
    dropped.move_to("dropped", by=claire, reason="No money")
    moved.set_due(date(2030, 6, 8), by=claire)
    moved.set_due(date(2030, 6, 15), by=claire, reason="So")
    back.move_to("in_progress", by=claire)
    back.move_to("open", by=claire)
    assert told(client) == {
        "new": [("New", [])],
        "ended": [("Dropped", [("Status", "Open", "Dropped")]), ("Done", [("Status", "Open", "Done")])],
        "moved": [("Moved", [("Due date", "1 June 2030", "15 June 2030")])],
    }


def test_what_was_opened_again_has_moved_and_not_ended(make_follow_up: Make, claire: User, client: Client) -> None:
    row = make_follow_up("Opened again")
    row.move_to("done", by=claire)
    later(row)
    row.refresh_from_db()
    row.move_to("open", by=claire, reason="Not yet")
    found = told(client)
    assert ([title for title, _lines in found["moved"]], found["ended"]) == (["Opened again"], [])


def test_what_ended_is_told_of_a_list_of_active_ones_too(make_follow_up: Make, claire: User, client: Client) -> None:
    row, other = make_follow_up("Train", kind="training"), make_follow_up("Write")
    later(row, other)
    for each in (row, other):
        each.refresh_from_db()
        each.move_to("done", by=claire)
    found = told(client, "since=yesterday&status=active&kind=training")
    assert [title for title, _lines in found["ended"]] == ["Train"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("since=32+May", "Type a date such as"),
        ("since=", "Type a date such as"),
        ("since=yesterday&owner=Nobody", "Nothing is called “Nobody”"),
    ],
)
def test_what_is_not_understood_gets_a_sentence(query: str, sentence: str, client: Client) -> None:
    page = client.get(f"/follow-ups/since/?{query}")
    assert (page.status_code, sentence in page.text) == (400, True)


def test_it_asks_for_a_day_first(make_follow_up: Make, client: Client) -> None:
    make_follow_up("Said lately")
    page = client.get("/follow-ups/since/")
    assert (page.status_code, 'name="since"' in page.text, "Said lately" in page.text) == (200, True, False)


def test_more_than_a_page_can_show_is_said(
    make_follow_up: Make, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes_since, "MOST", 1)
    make_follow_up()
    make_follow_up()
    assert "More has changed than a page can show" in client.get("/follow-ups/since/?since=yesterday").text


def test_it_tells_nothing_restricted(
    secret: FollowUp, make_follow_up: Make, claire: User, omar: User, sign_in: SignIn
) -> None:
    row = make_follow_up("Write")
    later(row)
    row.refresh_from_db()
    office = Organisation.add(by=claire, name=f"{CANARY} Office", classification="restricted")
    row.edit(by=claire, classification="restricted", partner=office)
    row.edit(by=claire, classification="general", partner=None)
    row.edit(by=claire, kind="document")
    page = sign_in(omar).get("/follow-ups/since/?since=yesterday").text
    assert ("Document" in page, CANARY in page) == (True, False)


@pytest.mark.parametrize("rows", [1, 3])
def test_what_changed_takes_as_many_queries_however_much(
    rows: int, make_follow_up: Make, claire: User, client: Client, django_assert_num_queries: Any
) -> None:
    for _each in range(rows):
        make_follow_up().move_to("in_progress", by=claire)
    client.get("/follow-ups/since/?since=yesterday")
    with django_assert_num_queries(5):
        client.get("/follow-ups/since/?since=yesterday")
