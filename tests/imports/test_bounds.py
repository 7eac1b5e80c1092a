"""How much a person may keep, what takes long, and how a stretch of long work goes: at the bound and one beyond."""

from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.imports.conftest import Brought
from tests.imports.sheets import on_disk, workbook
from tracker.accounts.models import User
from tracker.imports import slices, table_reader
from tracker.imports.models import Import
from tracker.imports.prepare_import import keep, take
from tracker.imports.spreadsheet import Refused
from tracker.imports.tasks import forget_imports, read_file


@pytest.mark.parametrize(
    ("there", "size", "left"),
    [
        ([], 50, ["new"]), ([], 51, "room"), ([("a", 30, False)], 20, ["a", "new"]), ([("a", 30, False)], 21, ["new"]),
        ([("a", 10, False), ("b", 10, False), ("c", 10, False)], 30, ["b", "c", "new"]),
        ([("a", 10, False), ("b", 10, False), ("c", 10, False)], 31, ["c", "new"]),
        ([("a", 30, True), ("b", 10, False)], 20, ["a", "new"]), ([("a", 30, True), ("b", 10, False)], 21, "room"),
        ([("a", 0, False), ("b", 60, False)], 1, ["new"]),
    ],
)  # fmt: skip
def test_the_oldest_that_nobody_confirmed_make_room_and_no_more_than_it_takes(
    there: list[tuple[str, int, bool]], size: int, left: list[str] | str, claire: User, omar: User, settings: Any
) -> None:
    settings.DISK_PER_PERSON = 100
    Import.objects.create(by=omar, name="his", size=90)
    for name, large, is_confirmed in there:
        confirmed = timezone.now() if is_confirmed else None
        Import.objects.create(by=claire, name=name, size=large, confirmed_at=confirmed)
    if left == "room":
        with pytest.raises(Refused, match=r"^room$"):
            keep("new", size, by=claire)
        return
    made = keep("new", size, by=claire)
    assert (made.by, made.size, [each.name for each in Import.objects.visible_to(claire).order_by("pk")]) == (
        claire, size, left,
    )  # fmt: skip
    assert Import.objects.filter(by=omar).exists()


@pytest.mark.one_database
def test_a_file_takes_long_from_its_bound_on_and_what_is_broken_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    small = workbook([["Title"]])
    with on_disk(small) as path:
        whole = table_reader.unpacked_size(path)
    cases = [(b"x" * 9, 9, 0, False), (b"x" * 10, 9, 0, True), (small, 10**6, whole, False),
    (small, 10**6, whole - 1, True),
             (small[:-30], 10**6, 0, False), (b"PK\x03\x04", 10**6, 0, False)]  # fmt: skip
    for data, most, unpacked, is_long in cases:
        monkeypatch.setattr(table_reader, "MOST_READ_AT_ONCE", most)
        monkeypatch.setattr(table_reader, "MOST_UNPACKED_AT_ONCE", unpacked)
        with on_disk(data) as path:
            assert table_reader.takes_long(path) is is_long


@pytest.mark.one_database
def test_what_is_no_table_is_seen_at_a_glance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_reader, "PIECE", 4)
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    cases = {
        b"": "nothing", b"    \n\n\n": "nothing", b"       x": "", b"Title": "", ole + b"x": "old",
        ole + b"x" * 9 + table_reader.ENCRYPTED: "locked", b"%PDF-1": "unknown", b"x%PDF": "",
        b"\x1f\x8b\x08": "unknown",
    }  # fmt: skip
    monkeypatch.setattr(table_reader, "PIECE", 8)
    for data, why in cases.items():
        with on_disk(data) as path, pytest.raises(Refused, match=rf"^{why}$") if why else nullcontext():
            table_reader.refuse_at_a_glance(path)


@pytest.mark.parametrize(
    ("did", "seconds", "slept", "paces", "is_left"),
    [
        ([3, 2, 0], 60, 2, [], False), ([0], 0, 0, [], False), ([3, 2, 0], 0.5, 1, [], True),
        ([3] * 6 + [0], 60, 6, [3.0, 3.0], False), ([3] * 6, 3, 4, [3.0], True),
    ],
)  # fmt: skip
def test_a_stretch_goes_on_until_nothing_is_left_or_its_time_is_up(
    did: list[int], seconds: float, slept: int, paces: list[float], is_left: bool, claire: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Each step takes a second by a clock of its own."""
    source, clock, pauses, noted = Import.objects.create(by=claire, name="a"), [0.0], [], []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        clock[0] += 1

    monkeypatch.setattr(slices, "monotonic", lambda: clock[0])
    monkeypatch.setattr(slices, "sleep", pause)
    steps = iter(did)

    def step() -> int:
        pace = Import.objects.get().pace
        noted.extend([pace] if pace and pace not in noted[-1:] else [])
        return next(steps)

    assert slices.do_slice(source, step, seconds=seconds, pause=0.25) is is_left
    assert (pauses, bool(Import.objects.get().pace)) == ([0.25] * slept, bool(paces))
    assert [round(pace, 1) for pace in noted] == paces[:1] * bool(noted)


def test_columns_of_another_reading_are_not_taken(brought: Brought) -> None:
    source = brought(["Title", "Due"], ["One", ""])
    was = Import.objects.values().get()
    assert [take(source, columns=columns) for columns in (["title"], ["title", "", ""])] == [False, False]
    assert Import.objects.values().get() == was
    Import.objects.update(why="encoding", stopped_at=timezone.now(), pace=2.0)
    assert take(source, columns=["title", ""], adds_names=True) is True
    now = Import.objects.values("previewed_at", "stopped_at", "pace", "why", "columns", "adds_names").get()
    assert now == {"previewed_at": None, "stopped_at": None, "pace": None, "why": "", "columns": ["title", ""],
                   "adds_names": True}  # fmt: skip
    assert [line.outcome for line in source.lines.all()] == [""]


def test_a_file_is_read_once_and_only_where_that_is_still_wanted(
    claire: User, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any
) -> None:
    settings.VAR = tmp_path
    ways: dict[str, dict[str, Any]] = {
        "wanted": {}, "read": {"heads": ["Title"]}, "refused": {"why": "old"},
        "confirmed": {"confirmed_at": timezone.now()},
    }  # fmt: skip
    found = {}
    for name, values in ways.items():
        source = Import.objects.create(by=claire, name=name, size=9, **values)
        read_file.call(source.pk)
        found[name] = Import.objects.values_list("why", "size").get(pk=source.pk)
    assert found == {"wanted": ("lost", 0), "read": ("", 9), "refused": ("old", 9), "confirmed": ("", 9)}
    read_file.call(0)


def test_what_nobody_confirmed_stays_for_thirty_days(claire: User, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    for seconds in (-1, 0, 1):
        for is_confirmed in (True, False):
            made = Import.objects.create(by=claire, name=f"{seconds}", confirmed_at=now if is_confirmed else None)
            Import.objects.filter(pk=made.pk).update(at=now - timedelta(days=30, seconds=-seconds))
    forget_imports.call()
    left = Import.objects.order_by("pk").values_list("name", "confirmed_at")
    assert [(name, confirmed is not None) for name, confirmed in left] == [
        ("-1", True), ("0", True), ("0", False), ("1", True), ("1", False)
    ]  # fmt: skip
