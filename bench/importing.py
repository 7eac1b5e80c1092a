"""How many rows a second an import reads, compares and writes, beside the same without all that an import minds."""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import batched
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.utils import timezone

from bench.growing.words import SUBJECTS
from bench.measure import duration
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Channel
from tracker.imports import table_reader, write_rows
from tracker.imports.models import Import, ImportRow
from tracker.imports.prepare_import import keep, preview
from tracker.imports.reading.fill import CHUNK, fill
from tracker.imports.row_plan import PLANNED

ROWS = 2_000
STATUSES = {"Open": "open", "Done": "done", "In progress": "in_progress"}
# How many times its limit each may take.
MOST_TIMES = {"read": 4.0, "compared": 8.0, "written": 2.5}


@dataclass(frozen=True, slots=True)
class Stage:
    """`name` is what is done to the rows; the seconds are of the processor."""

    name: str
    seconds: float
    limit: float

    @property
    def times(self) -> float:
        return self.seconds / self.limit

    def __str__(self) -> str:
        return f"{ROWS / self.seconds:,.0f} rows a second are {self.name}, {self.times:.1f} times the limit."


def problems_of(stages: list[Stage]) -> list[str]:
    return [
        f"Rows are {stage.name} in {stage.times:.1f} times the limit; {MOST_TIMES[stage.name]} are allowed."
        for stage in stages
        if stage.times > MOST_TIMES[stage.name]
    ]


def measure_import(by: User) -> list[Stage]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        write_table(path, ROWS)
        return list(_stages(path, by))


def write_table(path: Path, count: int) -> None:
    """A tracker as people keep one, the same each time."""
    chance, today = random.Random(25), timezone.localdate()
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["No.", "Title", "Due", "Status", "Notes"])
        for number in range(count):
            due = today + timedelta(days=chance.randrange(-2_000, 400))
            note = f"{due:%d.%m.%Y}: {' '.join(chance.choices(SUBJECTS, k=5))}" if chance.random() < 0.3 else ""
            title, status = " ".join(chance.choices(SUBJECTS, k=3)), chance.choice(["Open", "Done", "In progress"])
            rows.writerow([f"bench {number}", title, f"{due:%d.%m.%Y}", status, note])


def _stages(path: Path, by: User) -> Iterator[Stage]:
    source, bare = keep(path.name, 0, by=by), keep(path.name, 0, by=by)
    yield Stage("read", duration(lambda: fill(source, table_reader.read(path))), duration(partial(_read, path, bare)))
    yield Stage("compared", duration(partial(preview, source)), duration(partial(_rewrite, bare)))
    write_rows.confirm(source)
    source.refresh_from_db()
    written = duration(partial(write_rows.write_all, source))
    yield Stage("written", written, duration(partial(_log_all, source, by)))


def _read(path: Path, source: Import) -> None:
    with path.open(newline="") as file, transaction.atomic():
        for rows in batched(enumerate(csv.reader(file), 1), CHUNK, strict=False):
            ImportRow.objects.bulk_create([ImportRow(source=source, number=at, cells=row) for at, row in rows])


def _rewrite(source: Import) -> None:
    with transaction.atomic():
        for rows in batched(source.lines.order_by("number"), CHUNK, strict=False):
            ImportRow.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=PLANNED)


def _log_all(source: Import, by: User) -> None:
    for rows in batched(source.lines.order_by("number"), write_rows.CHUNK, strict=False):
        with transaction.atomic():
            for row in rows:
                _log(row, by=by)


def _log(row: ImportRow, *, by: User) -> None:
    """What somebody would do by hand: log it, move it, note what was noted."""
    _number, title, _due, status, *notes = row.cells
    follow_up = FollowUp.log(by=by, channel=Channel.IMPORT, title=title)
    follow_up.move_to(STATUSES[status], reason="By hand", by=by, channel=Channel.IMPORT)
    for note in filter(None, notes):
        follow_up.note(note, by=by, channel=Channel.IMPORT)
