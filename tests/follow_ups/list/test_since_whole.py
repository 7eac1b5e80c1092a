"""What changed in a list since a day, whole: its page, its file, and where both lead."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.downloaded_files import rows_of
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.list import changes_since
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.kit.date_formats import format_date

Make = Callable[..., FollowUp]


@pytest.fixture
def client(claire: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(claire)


@pytest.fixture
def rows(make_follow_up: Make, claire: User, eu: Organisation) -> dict[str, FollowUp]:
    """Logged long ago, but for one; each changed in another way since."""
    names = ("ended", "moved", "to and fro", "noted", "reopened", "of before", "theirs")
    made = {name: make_follow_up(name, owner=claire.person, partner=eu) for name in names}
    made["reopened"].move_to("done", by=claire)
    made["of before"].edit(by=claire, kind="document")
    long_ago = timezone.now() - timedelta(days=9)
    Entry.objects.update(at=long_ago)
    FollowUp.objects.update(updated_at=long_ago)
    made["ended"].edit(by=claire, kind="training")
    made["ended"].move_to("done", by=claire)
    for kind in ("document", "training"):
        made["moved"].edit(by=claire, kind=kind)
    for kind in ("document", "other"):
        made["to and fro"].edit(by=claire, kind=kind)
    made["noted"].note("They called.", by=claire)
    made["reopened"].move_to("open", by=claire, reason="Not all.")
    made["theirs"].edit(by=claire, partner=None, strength="offered", owed_by="partner", reason="So.")
    made["new"] = make_follow_up("new", partner=eu, strength="exploratory")
    made["new"].move_to("dropped", by=claire, reason="No.")
    return made


def told(answer: Any) -> dict[str, list[tuple[str, list[str]]]]:
    """PostgreSQL keeps what one deed changed in an order of its own."""
    found = answer.context["told"]
    return {
        part: [(str(each.follow_up), sorted(f"{line.label}: {line.before} → {line.after}" for line in each.lines))
               for each in getattr(found, part)]
        for part in ("new", "ended", "moved")
    }  # fmt: skip


def test_each_stands_in_its_part_the_last_that_changed_first_with_what_came_of_all_its_changes(
    rows: dict[str, FollowUp], client: Client
) -> None:
    day = format_date(timezone.localdate())
    status = "Status: Open → Done"
    page = client.get("/follow-ups/since/?since=yesterday")
    new = told(page)["new"]
    assert [title for title, _lines in new] == ["new"]
    assert told(page)["ended"] == [("ended", ["Kind: Other → Training", status])]
    assert told(page)["moved"] == [
        ("theirs", ["Owed by: Us → The partner", "Partner: EU → –", "Strength: Agreed → Offered"]),
        ("reopened", ["Status: Done → Open"]), ("moved", ["Kind: Other → Training"]),
    ]  # fmt: skip
    table = rows_of(client, "/follow-ups/since/export/csv/?since=yesterday&status=done")
    since = format_date(timezone.localdate() - timedelta(days=1))
    head = ["Ref", "Follow-up", "Owner", "What changed", "Status"]
    shown = [row for row in table if row]
    assert shown[0] == [f"Changed since {since}"]
    assert [f"As it stood on {day}; it holds what Claire Dubois may see."] in shown
    assert [row for row in shown if row == head] == [head] * 3
    ended, moved = shown[shown.index(["Ended"]) + 2 :], shown[shown.index(["Moved"]) + 2 :]
    refs = {name: row.reference for name, row in rows.items()}
    owner = "Claire Dubois"
    assert ended[0] == [refs["ended"], "ended", owner, "Kind: Other → Training\nStatus: Open → Done", "Done"]
    assert [row[:3] for row in moved] == [
        [refs["theirs"], "theirs (they owe us, offered)", owner], [refs["reopened"], "reopened", owner],
        [refs["moved"], "moved", owner],
    ]  # fmt: skip


def test_what_is_asked_is_kept_and_what_is_not_understood_is_said(
    rows: dict[str, FollowUp], client: Client, eu: Organisation
) -> None:
    def said(query: str) -> tuple[Any, ...]:
        page = client.get(f"/follow-ups/since/?{query}")
        context = page.context
        errors = {name: len(each) for name, each in context["form"].errors.items()}
        return page.status_code, context["told"] is None, errors, context["asked"], context["filters"], context["list"]

    place = "/follow-ups/?"
    assert said("") == (200, True, {}, [], [], place)
    assert said("since=yesterday") == (200, False, {}, [], [], place)
    full = "status=done&partner=EU&sort=-title"
    asked = [("status", "done"), ("partner", "EU"), ("sort", "-title")]
    assert said(f"{full}&since=yesterday") == (200, False, {}, asked, ["partner"], f"{place}{full}")
    assert said("since=soonish&kind=other") == (
        400,
        True,
        {"since": 1},
        [("kind", "other")],
        ["kind"],
        f"{place}kind=other",
    )
    wrong = [("partner", "Zed")]
    assert said("partner=Zed&since=yesterday") == (400, True, {"partner": 1}, wrong, ["partner"], f"{place}partner=Zed")
    assert said("partner=Zed") == (400, True, {"partner": 1}, wrong, ["partner"], f"{place}partner=Zed")


def test_so_many_are_shown_and_that_there_is_more_is_said(
    rows: dict[str, FollowUp], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = "More has changed than this holds: here is the newest."

    def shown(most: int, entries: int) -> tuple[bool, int, bool]:
        monkeypatch.setattr(changes_since, "MOST", most)
        monkeypatch.setattr(changes_since, "MOST_ENTRIES", entries)
        found = client.get("/follow-ups/since/?since=yesterday").context["told"]
        file = rows_of(client, "/follow-ups/since/export/csv/?since=yesterday")
        return found.is_cut, len(found.new) + len(found.ended) + len(found.moved), [cut] in file

    # Of seven that changed two tell nothing; the first to change is the first that is left out.
    every = Entry.objects.filter(at__gte=timezone.now() - timedelta(days=1)).about(FollowUp).count()
    assert [shown(7, every), shown(6, every), shown(2, every)] == [(False, 5, False), (True, 4, True), (True, 2, True)]
    assert [shown(7, every)[0], shown(7, every - 1)[0]] == [False, True]
