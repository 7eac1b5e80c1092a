"""What each deed does to an import in each state that one can be in: it stands in `drawn/states.txt`."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.test import Client

from tests.house.drawings import assert_drawn
from tests.imports.conftest import Brought, outcomes
from tracker.accounts.models import User
from tracker.imports import write_rows
from tracker.imports.models import Import
from tracker.imports.prepare_import import upload
from tracker.imports.table_reader import Table
from tracker.imports.undo.tasks import begin

HEADS = ["No", "Title", "Partner", "Due"]
BEFORE = [HEADS, ["1", "Send the survey", "", "1 May 2031"]]
ROWS = [
    ["1", "Draft the opinion", "", "1 May 2032"],
    ["", "Call them", "EUROPOLE", ""],
    ["3", "Write", "", ""],
    ["", "Note to Paris", "", "2 May 2031"],
    ["5", "Refused", "", "blursday"],
]
COLUMNS = {"column_0": "key", "column_1": "title", "column_2": "", "column_3": "", "classification": "general"}
DEEDS: dict[str, dict[str, Any]] = {
    "columns/": {**COLUMNS, "list_name": "Other"},
    "columns/look/": COLUMNS,
    "columns/read/": {"head_row": "1"},
    "new-list/": {},
    "same-list/": {},
    "answer/": {"row": "5", "cell": "follow_up", "answer": "other"},
    "answer/all/": {"answer": "same"},
    "names/": {"shown": "partner:EUROPOLE", "add": "partner:EUROPOLE"},
    "names/take/": {"name": "partner:EUROPOLE", "means": "EUROPOL"},
    "names/itself/": {"name": "partner:interpole"},
    "confirm/": {},
    "undo/": {},
    "stop/": {},
    "remove/": {},
}
LOOKS = ["", "columns/", "refused/"]
TOLD = (
    "why", "reading", "columns", "list_name", "imported_list_id", "trusts_numbers", "adds_names", "previewed_at",
    "confirmed_at", "undone_at", "stopped_at",
)  # fmt: skip
State = dict[str, Any]


@pytest.fixture
def states(
    imported: Brought,
    brought: Brought,
    make_follow_up: Callable[..., Any],
    claire: User,
    monkeypatch: pytest.MonkeyPatch,
) -> dict[str, Import]:
    listed = imported(*BEFORE).imported_list
    make_follow_up("Note to Paris")
    meant = {"reading": {"meanings": {"partner": {"interpole": "EUROPOL"}}}}
    found = {
        "unread": Import.objects.create(by=claire, name="a.csv"),
        "read": upload("a.csv", Table([HEADS, *ROWS]), by=claire),
        "seen": brought(HEADS, *ROWS, imported_list=listed, **meant),
        "stopped": brought(HEADS, ["6", "Six", "", ""], ["7", "Seven", "", ""], imported_list=listed),
        "written": imported(HEADS, ["8", "Eight", "", ""], ["9", "Nine", "", "blursday"], imported_list=listed),
        "taken back": imported(HEADS, ["10", "Ten", "", ""], imported_list=listed),
    }
    begin(found["taken back"])
    monkeypatch.setattr(write_rows, "CHUNK", 1)
    write_rows.confirm(found["stopped"])
    write_rows.Writing(found["stopped"]).step()
    found["stopped"].stop()
    return found


def state_of(source: Import) -> State:
    row = Import.objects.filter(pk=source.pk).values(*TOLD).first()
    if row is None:
        return {"gone": True}
    told = {name: bool(value) if name.endswith(("_at", "_id")) else value for name, value in row.items()}
    return {**told, "rows": [outcome for _number, outcome in outcomes(source)]}


def told(source: Import, client: Client, address: str, sent: dict[str, Any] | None) -> str:
    """How it answers, which template it shows, what it says, and what is otherwise in its import."""
    before = state_of(source)
    client.cookies.pop("messages", None)
    where = f"/imports/{source.pk}/{address}"
    answer: Any = client.get(where) if sent is None else client.post(where, sent)
    shown = [each.name for each in getattr(answer, "templates", []) if each.name.startswith("imports/")][:1]
    to = answer.headers.get("Location", "").replace(str(source.pk), "N")
    said = [str(each) for each in get_messages(answer.wsgi_request)] if to else []
    after = state_of(source)
    changed = {name: value for name, value in after.items() if before.get(name) != value}
    words = " ".join(str(each) for each in (answer.status_code, to, *shown, *said) if each)
    return f"{address or 'itself'}: {words}{f' | {changed}' if changed else ''}".replace(str(source.pk), "N")


def each_deed(source: Import, client: Client) -> Iterator[str]:
    for address in LOOKS:
        yield f"GET {told(source, client, address, None)}"
    for address, sent in DEEDS.items():
        with transaction.atomic():
            yield told(source, client, address, sent)
            transaction.set_rollback(True)


@pytest.mark.usefixtures("europol")
def test_what_may_be_done_with_an_import_depends_on_how_far_it_is(
    states: dict[str, Import], claire: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(claire)
    pages = {name: list(each_deed(source, client)) for name, source in states.items()}
    assert_drawn("states", pages, Path(__file__).parent / "drawn")
