"""Writing a long file, with a count of its rows that others can look at."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import translation
from django.utils.module_loading import import_string

from tracker.exports.models import RETENTION, Export, ExportFailure, folder
from tracker.exports.sheets.list_sheet import request_for
from tracker.exports.sheets.response import Format, write
from tracker.exports.sheets.sheet import Row, Sheet, Table
from tracker.exports.sight import Sight

# The count is noted each time that so many more rows are written.
STEP = 500


def write_export(export: Export) -> None:
    """What its maker may see by now. Begun anew it begins at the beginning; nobody finds a half-written file."""
    with translation.override(export.language):
        try:
            sheet = _sheet(export)
            _write(export, sheet)
        except _NoSheetError as refusal:
            export.end(why=refusal.why)
        except Exception:
            export.end(why=ExportFailure.BROKEN)
            raise
        else:
            export.end(name=f"{sheet.name}.{export.form}")
            _give_way(export)


def rows_written(export: Export) -> int:
    """How far a worker is with it."""
    with suppress(OSError, ValueError):
        return int(export.count_path.read_text())
    return 0


def throw_away_old(now: datetime) -> None:
    for export in Export.objects.past(now):
        export.throw_away()
    # What a worker was writing when it was killed belongs to nobody.
    for path in folder().iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < (now - RETENTION).timestamp():
                path.unlink()


def _give_way(export: Export) -> None:
    """All files of one person have so much room: the oldest give way to the one just written."""
    left = settings.DISK_PER_PERSON // 2
    for each in Export.objects.visible_to(export.by).written().order_by("-id"):
        left -= each.size if each.is_ready else 0
        if left < 0 and each != export:
            each.withdraw(ExportFailure.GAVE_WAY)


class _NoSheetError(Exception):
    def __init__(self, why: ExportFailure) -> None:
        super().__init__(why)
        self.why = why


def _sheet(export: Export) -> Sheet:
    if not export.by.is_active:
        raise _NoSheetError(ExportFailure.NOT_YOURS)
    try:
        sheet: Sheet | None = import_string(export.make)(request_for(export.query, export.by))
    except PermissionDenied as refusal:
        raise _NoSheetError(ExportFailure.NOT_YOURS) from refusal
    if sheet is None:
        raise _NoSheetError(ExportFailure.NOT_UNDERSTOOD)
    return sheet


def take_back_what_is_lost(export: Export) -> None:
    """A file dies with the right: with that to its list, and with that to anything that could stand in it."""
    if not export.is_ready:
        return
    try:
        _sheet(export)
        _refuse_what_is_lost(export, Sight.noted(export.sight_path))
    except _NoSheetError as refusal:
        if refusal.why != ExportFailure.NOT_UNDERSTOOD:
            export.withdraw(refusal.why)
    except (OSError, ImportError):
        export.withdraw(ExportFailure.BROKEN)


def _refuse_what_is_lost(export: Export, then: Sight) -> Sight:
    now = Sight.of(export.by_id)
    if then.has_lost(now):
        raise _NoSheetError(ExportFailure.LOST)
    return now


def _write(export: Export, sheet: Sheet) -> None:
    """Raises _NoSheetError if something was hidden while it was written."""
    before = Sight.of(export.by_id)
    counted = _counted(sheet, lambda number: export.count_path.write_text(str(number)))
    with NamedTemporaryFile(dir=folder(), suffix=".part", delete=False) as file:
        write(counted, Format(export.form), file)
    try:
        _refuse_what_is_lost(export, before).note(export.sight_path)
        Path(file.name).replace(export.path)
    finally:
        Path(file.name).unlink(missing_ok=True)


def _counted(sheet: Sheet, tell: Callable[[int], object]) -> Sheet:
    done = 0

    def counting(table: Table) -> Iterator[Row]:
        nonlocal done
        for row in table.rows():
            yield row
            done += 1
            if not done % STEP:
                tell(done)

    tell(done)
    return replace(sheet, tables=[replace(table, rows=partial(counting, table)) for table in sheet.tables])
