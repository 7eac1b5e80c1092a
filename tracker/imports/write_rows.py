"""Writing what was confirmed: some lines at a time, each once, through the verbs of follow-ups."""

from datetime import datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.directory.get_or_add import one_at_a_time
from tracker.follow_ups.log_from_selection import add_new_names
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.history.models import Channel, Entry
from tracker.history.once import SentBefore
from tracker.history.opening.traces import WouldTell
from tracker.history.three_way_merge import merge
from tracker.imports.cell_values import Reader
from tracker.imports.dated_notes import Note
from tracker.imports.lists.list_of_import import settle
from tracker.imports.models import Import, ImportRow, RowOutcome
from tracker.imports.reading.past_days import end_of
from tracker.imports.reading.row_values import Row
from tracker.imports.row_changes import (
    CellError,
    changed,
    check_opening,
    check_values,
    new_notes,
    notes_of,
    settle_end,
    values_for,
    waiting,
)

# So many rows are saved together: a process that dies in between has saved them all, or none of them.
CHUNK = 25
# What no row moves it to: nothing was said of it, or it follows from its needs.
STANDS = ("", Status.PENDING)
WRITTEN = ["outcome", "follow_up", "problems", "written_at", "entry", "left_at"]
# More rows than this are written in the background: nobody should look at a page that does not come.
MOST_AT_ONCE = 200


@transaction.atomic
def confirm(source: Import) -> bool:
    """Let it be written; False when somebody had done so before."""
    unconfirmed = Import.objects.filter(pk=source.pk, confirmed_at=None).exclude(previewed_at=None)
    is_first = bool(unconfirmed.update(confirmed_at=timezone.now(), stopped_at=None))
    if is_first:
        settle(Import.objects.select_related("imported_list", "by").get(pk=source.pk))
    return is_first


def write_all(source: Import) -> None:
    """Write what is confirmed and not yet written, by however many processes at once."""
    step = Writing(source).step
    while step():
        pass


class Writing:
    def __init__(self, source: Import) -> None:
        self.source, self.reader = source, Reader(source)
        # Behind it nothing is to be written any more: it need not be looked through again for each few rows.
        self.last = 0

    @transaction.atomic
    def step(self) -> int:
        """The next few lines; how many there were."""
        # Whoever comes second waits here, and then finds these rows written, be it by an import of their own.
        one_at_a_time(FollowUp)
        wanted = Import.objects.filter(pk=self.source.pk, stopped_at=None, undone_at=None)
        if not wanted.exclude(confirmed_at=None).exists():
            return 0
        lines = list(self.source.lines.to_write().filter(number__gt=self.last).order_by("number")[:CHUNK])
        for line in lines:
            _settle(self.source, line, self.reader)
            self.last = line.number
        return len(lines)


def _settle(source: Import, line: ImportRow, reader: Reader) -> None:
    try:
        with transaction.atomic():
            line.follow_up = _write(source, line, reader.row(line))
    except CellError as wrong:
        _refuse(line, reader.place_of(wrong.field), str(wrong))
    except WouldTell as refusal:
        _refuse(line, reader.place_of("meeting"), " ".join(refusal.messages))
    except ValidationError as refusal:
        _refuse(line, reader.place_of("status"), " ".join(refusal.messages))
    else:
        line.written_at = timezone.now()
    line.save(update_fields=WRITTEN)


def _refuse(line: ImportRow, place: int, sentence: str) -> None:
    line.outcome, line.problems = RowOutcome.REFUSED, [[line.source.cell(place, line.number), sentence]]


def _write(source: Import, line: ImportRow, row: Row) -> FollowUp:
    how: dict[str, Any] = {"by": source.by, "channel": Channel.IMPORT}
    words = {"file": source.name, "number": source.row_name(line.number)}
    origin = _("Imported from %(file)s, row %(number)s.") % words
    if line.outcome == RowOutcome.NEW:
        if made := _made_before(source, line):
            return _made_meanwhile(made, line, row, source)
        follow_up = _log(source, line, row, origin)
        if row.status not in STANDS:
            end = end_of(row.status, row.aside.get("ended_on"), came_in=True)
            _move(follow_up, row.status, row, end, origin, how)
    else:
        follow_up = _again(source, line)
        line.entry = _edit(follow_up, line, row, origin, how)
    noted = notes_of([follow_up.pk], source.by)[follow_up.pk] if row.notes else set()
    for note in new_notes(row, noted):
        follow_up.note(note.words, at=_moment(note), **how)
    line.left_at = follow_up.version
    return follow_up


def _made_before(source: Import, line: ImportRow) -> FollowUp | None:
    """By another import of the same row. Most rows are new, which the key tells at once."""
    if not FollowUp._base_manager.filter(key=line.key).exists():
        return None
    made: FollowUp | None = FollowUp.objects.visible_to(source.by).filter(key=line.key).first()
    return made


def _made_meanwhile(made: FollowUp, line: ImportRow, row: Row, source: Import) -> FollowUp:
    """What another import wrote since this row was compared. CellError where that says something else."""
    if row.own_number and changed(made, row, source.by, notes_of([made.pk], source.by)[made.pk]):
        raise CellError("key", _("Another import brought this number meanwhile. Import the row again."))
    line.outcome = RowOutcome.SAME
    return made


def _log(source: Import, line: ImportRow, row: Row, origin: str) -> FollowUp:
    values: dict[str, Any] = {"classification": source.classification, "conditional": row.status == Status.PENDING}
    values |= {**row.values, "imported_on": timezone.localdate()}
    settle_end(row, None)
    check_opening(FollowUp(classification=source.classification), values)
    how: dict[str, Any] = {"by": source.by, "channel": Channel.IMPORT, "note": origin}
    try:
        return FollowUp.log(
            key=line.key, prepare=lambda: add_new_names(values, FollowUp(), by=source.by), **how, **values
        )
    except SentBefore as before:
        # Which of the two is not theirs to know.
        raise CellError("title", _("It was removed meanwhile, or you may no longer see it.")) from before


def _again(source: Import, line: ImportRow) -> FollowUp:
    """The follow-up of a line, locked. Raises CellError when it is no longer there for this person."""
    found = FollowUp.objects.visible_to(source.by).select_for_update(of=("self",))
    follow_up: FollowUp | None = found.filter(pk=line.follow_up_id or 0).first()
    if follow_up is None:
        raise CellError("reference", _("It was removed meanwhile, or you may no longer see it."))
    return follow_up


def _edit(follow_up: FollowUp, line: ImportRow, row: Row, origin: str, how: dict[str, Any]) -> Entry | None:
    """Write the row's values over what they were compared with, and its status with them, as one change.

    CellError when somebody changed the same meanwhile.
    """
    values = values_for(follow_up, row)
    check_values(follow_up, row, values, how["by"])
    names = add_new_names(values, follow_up, by=how["by"])
    values |= {name: named for name, named in names.items() if name in values}
    status = {"status": row.status} if row.status else {}
    safe, clashes = merge(follow_up, line.version or follow_up.version, values | status, by=how["by"])
    if clashes:
        words = {"name": clashes[0].by or "Suivi", "field": clashes[0].label}
        raise CellError(
            clashes[0].field, _("%(name)s changed this meanwhile: %(field)s. Import the row again.") % words
        )
    target = str(safe.pop("status", ""))
    if target not in STANDS and target != follow_up.status:
        end = end_of(target, row.aside.get("ended_on"), came_in=False)
        return _move(follow_up, target, row, safe | end, origin, how)
    return follow_up.edit(reason=origin, **safe, **how) if follow_up.differences(safe) else None


def _move(
    follow_up: FollowUp, status: str, row: Row, values: dict[str, Any], origin: str, how: dict[str, Any]
) -> Entry | None:
    """Move it on with the partner and the due date that it has or gets."""
    given = waiting(Row(values=values, aside=row.aside), follow_up)
    return follow_up.move_to(status, reason=origin, **given, **values, **how)


def _moment(note: Note) -> datetime | None:
    """A day without an hour begins with the day."""
    return timezone.make_aware(datetime.combine(note.on, time())) if note.on else None
