"""What each press on the way to a change of many answers: where it leads, all that is said there, what is offered."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils.html import strip_tags

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import BulkChange, FollowUp

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
NEW = "/follow-ups/changes/new/"
LIST = "http://testserver/follow-ups/?late=on"


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def told(answer: Any) -> list[str]:
    """All that this answer says, and nothing that was said before."""
    said = [f"{message.tags}: {strip_tags(str(message))}" for message in get_messages(answer.wsgi_request)]
    answer.wsgi_request.session.save()
    return said


def read(client: Client) -> None:
    """What was said so far stands on a page."""
    client.get("/partners/")


def bulk() -> BulkChange:
    return BulkChange.objects.latest("pk")


def ticked(client: Client, rows: list[FollowUp], column: str = "", query: str = "") -> str:
    place = f"{NEW}{column}/" if column else NEW
    return str(client.post(place, {"row": [row.pk for row in rows], "query": query}).url)


def test_choosing_leads_to_the_look_or_back_to_the_list_and_says_why(
    make_follow_up: Make, client: Client, monkeypatch: pytest.MonkeyPatch, today: date
) -> None:
    rows = [make_follow_up(str(days), due_on=today + timedelta(days=days)) for days in (3, 1, 2)]
    rows.append(make_follow_up("Undated"))
    query = f"status=active&q={'x' * 6_000}"
    leads = ticked(client, rows, query=query)
    assert (leads, bulk().query, bulk().by.name) == (
        f"/follow-ups/changes/{bulk().pk}/",
        query[:5_000],
        "Claire Dubois",
    )
    # In the order of their days, whatever was ticked first.
    assert [row.follow_up for row in bulk().rows.all()] == [rows[1], rows[2], rows[0], rows[3]]
    assert [(row.version, row.outcome) for row in bulk().rows.all()] == [(1, "waiting")] * 4
    assert ticked(client, rows, "due") == f"/follow-ups/changes/{bulk().pk}/due/"
    tick = "warning: Tick the follow-ups that you want to change first."
    for sent, place in (
        ({}, ""),
        ({"query": "late=on"}, "?late=on"),
        ({"whole": "on", "query": "q=zebra"}, "?q=zebra"),
    ):
        answer = client.post(NEW, sent)
        assert (answer.status_code, answer.url, told(answer)) == (302, f"/follow-ups/{place}", [tick])
        read(client)
        # No dialog holds the list: the whole page goes there.
        answer = client.post(NEW, sent, headers={"HX-Request": "true"})
        assert (answer.status_code, answer["HX-Redirect"]) == (200, f"/follow-ups/{place}")
        read(client)
    monkeypatch.setattr("tracker.follow_ups.views.bulk.MOST", 3)
    many = "warning: These are more than 3. Narrow the list down first."
    assert [told(client.post(NEW, {"whole": "on", "query": "status=active"}))] == [[many]]
    assert BulkChange.objects.count() == 2


def test_choosing_too_often_is_refused_once_there_is_something_to_choose(
    make_follow_up: Make, client: Client, settings: Any
) -> None:
    settings.HOW_OFTEN = {"choose": "1/h/user"}
    row = make_follow_up()
    sent = [{"row": row.pk}, {"row": row.pk}, {}, {"row": row.pk}]
    assert [client.post(NEW, each).status_code for each in sent] == [302, 429, 302, 429]
    assert BulkChange.objects.count() == 1


def deed(client: Client) -> dict[str, Any] | None:
    found = client.session.get("last_deed")
    return found and {name: found[name] for name in ("undo", "words")}


def test_changing_after_a_look_says_nothing_and_offers_its_undo_unless_it_was_a_note(
    make_follow_up: Make, client: Client
) -> None:
    rows = [make_follow_up("One"), make_follow_up("Two")]
    place = ticked(client, rows)
    early = client.post(f"{place}undo/")
    assert (early.url, told(early), bulk().undone_at, deed(client)) == (place, [], None, None)
    for typed, status in (({"status": "waiting"}, 422), ({}, 422), ({"status": "in_progress"}, 302)):
        answer = client.post(f"{place}do/", typed)
        assert (answer.status_code, told(answer)) == (status, [])
    assert deed(client) == {"undo": f"{place}undo/", "words": "Change of several follow-ups"}
    taken = client.post(f"{place}undo/")
    assert (taken.url, told(taken), deed(client)) == (place, [], None)
    noted = ticked(client, rows)
    answer = client.post(f"{noted}do/", {"note": "They called."})
    assert (answer.url, told(answer), deed(client)) == (noted, [], None)
    client.post(f"{noted}undo/")
    assert bulk().undone_at is None


def test_a_column_changed_at_once_says_all_of_it_once(
    make_follow_up: Make, claire: User, eu: Organisation, client: Client, today: date
) -> None:
    """Where nothing changed that is a warning alone; what cannot be taken back offers no way back."""
    late, ended, theirs = make_follow_up("Late", due_on=today), make_follow_up("Ended"), make_follow_up(partner=eu)
    ended.move_to("dropped", by=claire, reason="No money.")
    undated = make_follow_up("Undated")

    def changed(rows: list[FollowUp], column: str, **typed: Any) -> tuple[str, str, list[str]]:
        place = ticked(client, rows, column)
        title = client.get(place).context["title"]
        read(client)
        answer = client.post(place, typed, headers={"Referer": LIST})
        assert answer.status_code == 302, answer.context["form"].errors
        return title, answer.url, told(answer)

    def undone() -> list[str]:
        read(client)
        return told(client.post(f"/follow-ups/changes/{bulk().pk}/undo/", headers={"Referer": LIST}))

    same, over = "It stands like that already.", "It has ended, so its due date stays."
    one, several = "Change 1 follow-up", "Change {} follow-ups"
    begun = changed([late], "status", status="in_progress")
    way = f"undo-here:/follow-ups/changes/{bulk().pk}/undo/ success: "
    assert (begun, undone()) == ((one, LIST, [f"{way}1 changed"]), ["success: 1 taken back"])
    late.refresh_from_db()
    both = changed([late, undated, ended], "due", due_on="1 June 2030")
    way = f"undo-here:/follow-ups/changes/{bulk().pk}/undo/ success: "
    assert both == (several.format(3), LIST, [f"{way}2 changed, 1 left alone. {over}"])
    # Why one was left alone then is no reason why another stays now.
    undated.refresh_from_db()
    undated.edit(by=claire, due_on=date(2031, 6, 1), reason="They asked.")
    since = "1 left alone. It has changed again since."
    assert [undone(), undone()] == [[f"success: 1 taken back, {since}"]] * 2
    waits = {"status": "waiting", "review_on": "1 June 2030"}
    mixed = changed([theirs, undated, ended], "status", **waits)
    # For different reasons none is named.
    assert mixed[2] == [f"undo-here:/follow-ups/changes/{bulk().pk}/undo/ success: 1 changed, 2 left alone"]
    assert changed([theirs], "status", **waits) == (one, LIST, [f"warning: 0 changed, 1 left alone. {same}"])
    assert changed([late, theirs], "owner", note="They called.") == (several.format(2), LIST, ["success: 2 changed"])
    assert undone() == ["success: 2 changed"]
