"""How far an import has come, in each state: what its page waits for, and what it says while rows are written."""

from typing import Any

import pytest
from django.utils import timezone

from tests.imports.conftest import Brought
from tracker.imports.models import Import, ImportRow
from tracker.imports.views import progress
from tracker.imports.views.progress import Preparation, Progress

NOW = timezone.now()
READ, SEEN = {"heads": ["Title"]}, {"previewed_at": NOW}
READER, PLANNER = "tracker.imports.tasks.read_file", "tracker.imports.tasks.plan_rows"
WRITER, UNDOER = "tracker.imports.tasks.write_import", "tracker.imports.undo.tasks.take_back_import"


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Which task is `under_way` and whether somebody is `at` work."""
    said: dict[str, Any] = {"under_way": "", "at": True}
    monkeypatch.setattr(progress, "is_under_way", lambda path, _pk: path == said["under_way"])
    monkeypatch.setattr(progress, "is_somebody_at_work", lambda: said["at"])
    return said


@pytest.fixture
def source(brought: Brought) -> Import:
    """Four rows, of which two are compared; six were found in the file."""
    source = brought(["Title"], ["One"], ["Two"], ["Three"], ["Four"])
    source.lines.filter(number__gt=3).update(outcome="")
    Import.objects.update(found={"rows": 6}, pace=1 / 60)
    return source


def standing(source: Import, **values: Any) -> Import:
    blank = {"heads": [], "why": "", "previewed_at": None, "confirmed_at": None, "undone_at": None, "stopped_at": None}
    Import.objects.filter(pk=source.pk).update(**{**blank, **values})
    return Import.objects.get(pk=source.pk)


# Of what stands, which task is under way, and whether somebody is at work: what is waited for.
PREPARED: list[tuple[dict[str, Any], str, bool, Preparation | None]] = [
    ({}, READER, True, Preparation(True, False, True, 4, 6, "about 2 minutes left")),
    ({}, READER, False, Preparation(True, False, False, 4, 6, "")),
    ({}, PLANNER, True, Preparation(True, True, False, 4, 6, "")),
    ({"found": {}}, READER, True, Preparation(True, False, True, 4, None, "less than a minute left")),
    ({"why": "lost"}, READER, True, Preparation(True, True, False, 4, 6, "")),
    ({"stopped_at": NOW}, READER, True, Preparation(True, True, False, 4, 6, "")),
    (READ, PLANNER, True, Preparation(False, False, True, 2, 4, "about 2 minutes left")),
    (READ, PLANNER, False, Preparation(False, False, False, 2, 4, "")),
    (READ, READER, True, None),
    (READ, "", True, None),
    ({**READ, "stopped_at": NOW}, PLANNER, True, None),
    ({**READ, **SEEN}, PLANNER, True, None),
    (SEEN, READER, True, None),
]


def test_before_it_can_be_seen_it_is_said_what_is_waited_for(work: dict[str, Any], source: Import) -> None:
    for values, under_way, at, expected in PREPARED:
        work.update(under_way=under_way, at=at)
        found = {} if "found" in values else {"found": {"rows": 6}}
        assert Preparation.of(standing(source, **found, **values)) == expected, (values, under_way, at)


CONFIRMED = {**READ, **SEEN, "confirmed_at": NOW}
UNDONE = {**CONFIRMED, "undone_at": NOW}
# By what stands there, what is under way, and which rows, by outcome and whether they are written.
WRITING = [("new", True), ("changed", True), ("new", False), ("changed", False), ("same", False), ("asked", False)]
BACK = [("new", True), ("undone", True), ("kept", True), ("changed", False)]
GONE_ON: list[tuple[dict[str, Any], str, bool, list[tuple[str, bool]], Progress]] = [
    ({**READ, **SEEN}, WRITER, True, WRITING, Progress(0, 0)),
    (CONFIRMED, WRITER, True, WRITING, Progress(2, 2, True, time_left="about 2 minutes left")),
    (CONFIRMED, WRITER, False, WRITING, Progress(2, 2)),
    (CONFIRMED, UNDOER, True, WRITING, Progress(2, 2, is_given_up=True)),
    ({**CONFIRMED, "stopped_at": NOW}, WRITER, True, WRITING, Progress(2, 2, is_stopped=True)),
    ({**CONFIRMED, "stopped_at": NOW}, WRITER, True, WRITING[:2], Progress(2, 0)),
    (CONFIRMED, "", True, WRITING[4:], Progress(0, 0)),
    (CONFIRMED, WRITER, True, [("refused", True),
    ("new", False)], Progress(1, 1, True, time_left="about 1 minute left")),
    (UNDONE, UNDOER, True, BACK, Progress(2, 1, True, time_left="about 1 minute left")),
    ({**UNDONE, "stopped_at": NOW}, UNDOER, False, BACK, Progress(2, 1)),
    (UNDONE, WRITER, True, BACK, Progress(2, 1, is_given_up=True)),
    (UNDONE, "", True, BACK[1:], Progress(2, 0)),
]  # fmt: skip


def test_once_it_is_confirmed_it_is_said_how_much_is_left_and_who_is_at_it(
    work: dict[str, Any], source: Import
) -> None:
    for values, under_way, at, rows, expected in GONE_ON:
        work.update(under_way=under_way, at=at)
        source.lines.all().delete()
        ImportRow.objects.bulk_create(
            ImportRow(source=source, number=number, outcome=outcome, written_at=NOW if is_written else None)
            for number, (outcome, is_written) in enumerate(rows)
        )
        assert Progress.of(standing(source, **values)) == expected, (values, under_way, at, rows)


def test_what_is_stopped_or_done_is_still_and_what_is_left_goes_on() -> None:
    every = [Progress(2, 1), Progress(2, 0), Progress(2, 1, is_stopped=True), Progress(0, 0)]
    assert [(each.is_going_on, each.is_still, each.whole) for each in every] == [
        (True, False, 3), (False, True, 2), (True, True, 3), (False, True, 0)
    ]  # fmt: skip
