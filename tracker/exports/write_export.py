"""Writing a long file, with a count of its rows that others can look at, and throwing away what nobody asks for."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from tempfile import TemporaryFile

from django.conf import settings
from django.utils import translation

from tracker.exports.archive import Archive
from tracker.exports.lost_rights import NoSheetError, content_of, refuse_what_is_lost
from tracker.exports.models import FOLDER, RETENTION, Export, ExportFailure
from tracker.exports.sheets.response import Format, write
from tracker.exports.sheets.sheet import Row, Sheet, Table
from tracker.exports.sight import Sight

# The count is noted each time that so many more rows are written.
STEP = 500


def write_export(export: Export) -> None:
    """What its maker may see by now. Begun anew it begins at the beginning; nobody finds a half-written file."""
    with translation.override(export.language):
        try:
            content = content_of(export)
            _write(export, content)
        except NoSheetError as refusal:
            export.end(why=refusal.why)
        except Exception:
            export.end(why=ExportFailure.BROKEN)
            raise
        else:
            export.end(name=f"{content.name}.{export.form}")
            _give_way(export)


def rows_written(export: Export) -> int:
    """How far a worker is with it."""
    with suppress(OSError, ValueError):
        return int(FOLDER.read(export.count_kept_as))
    return 0


def throw_away_old(now: datetime) -> None:
    for export in Export.objects.past(now):
        export.throw_away()
    # What a worker was writing when it was killed belongs to nobody.
    FOLDER.throw_away(now - RETENTION, lambda _names: ())


def _give_way(export: Export) -> None:
    """All files of one person have so much room: the oldest give way to the one just written."""
    left = settings.DISK_PER_PERSON // 2
    for each in Export.objects.visible_to(export.by).written().order_by("-id"):
        left -= each.size if each.is_ready else 0
        if left < 0 and each != export:
            each.withdraw(ExportFailure.GAVE_WAY)


def _write(export: Export, content: Sheet | Archive) -> None:
    """Raises NoSheetError if something was hidden while it was written."""
    before = Sight.of(export.by_id)
    with TemporaryFile() as file:
        if isinstance(content, Archive):
            content.write(file)
        else:
            tell = partial(_note_count, export)
            write(_counted(content, tell), Format(export.form), file)
        now = Sight.of(export.by_id)
        refuse_what_is_lost(before, now)
        FOLDER.keep(export.sight_kept_as, now.noted)
        FOLDER.keep(export.kept_as, file)


def _note_count(export: Export, number: int) -> None:
    FOLDER.keep(export.count_kept_as, b"%d" % number)


def _counted(sheet: Sheet, tell: Callable[[int], object]) -> Sheet:
    done = 0

    def counting(rows: Callable[[], Iterable[Row]]) -> Iterator[Row]:
        nonlocal done
        for row in rows():
            yield row
            done += 1
            if not done % STEP:
                tell(done)

    def counted(table: Table) -> Table:
        marked = partial(counting, table.marked) if table.marked else None
        return replace(table, rows=partial(counting, table.rows), marked=marked)

    tell(done)
    return replace(sheet, tables=[counted(table) for table in sheet.tables])
