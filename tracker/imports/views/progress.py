"""How far an import has come: what its page waits for before there is a preview, its writing, its taking back."""

from dataclasses import dataclass
from typing import Self

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.background.models import is_somebody_at_work
from tracker.background.task_under_way import is_under_way
from tracker.imports.models import PLANNER, READER, TO_WRITE, UNDOER, Import, RowOutcome
from tracker.imports.tasks import write_import


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a page waits for before anything can be seen of an import; `is_given_up`: nobody is at it any more.

    `whole` is None where it is not known yet how many rows there are.
    """

    is_reading: bool
    is_given_up: bool
    is_attended: bool
    done: int
    whole: int | None
    time_left: str

    @classmethod
    def of(cls, source: Import) -> Self | None:
        """None when there is nothing to wait for: it is for its owner to say what the columns are."""
        is_wanted = not source.why and not source.stopped_at
        is_going_on = is_wanted and is_under_way(PLANNER if source.is_read else READER, source.pk)
        if source.previewed_at or (source.is_read and not is_going_on):
            return None
        compared = source.lines.exclude(outcome="") if source.is_read else source.lines.all()
        done, whole = compared.count(), source.lines.count() if source.is_read else source.found.get("rows")
        is_attended = is_going_on and is_somebody_at_work()
        time_left = say_time_left(source, (whole or 0) - done) if is_attended else ""
        return cls(not source.is_read, not is_going_on, is_attended, done, whole, time_left)


@dataclass(frozen=True, slots=True)
class Progress:
    """`is_attended`: a worker is there to go on with it. `is_given_up`: none will, unless it is asked for again."""

    done: int
    left: int
    is_attended: bool = False
    is_given_up: bool = False
    is_stopped: bool = False
    time_left: str = ""

    @classmethod
    def of(cls, source: Import) -> Self:
        if not source.confirmed_at:
            return cls(0, 0)
        worker = UNDOER if source.undone_at else write_import.module_path
        done, left = _taken_back(source) if source.undone_at else _written(source)
        if not left:
            return cls(done, left)
        is_stopped = bool(source.stopped_at and not source.undone_at)
        is_given_up = not is_stopped and not is_under_way(worker, source.pk)
        is_attended = not (is_stopped or is_given_up) and is_somebody_at_work()
        time_left = say_time_left(source, left) if is_attended else ""
        return cls(done, left, is_attended, is_given_up, is_stopped, time_left)

    @property
    def is_going_on(self) -> bool:
        return self.left > 0

    @property
    def is_still(self) -> bool:
        return self.is_stopped or not self.is_going_on

    @property
    def whole(self) -> int:
        return self.done + self.left


def _written(source: Import) -> tuple[int, int]:
    """All together stays the same while a worker writes between the two questions."""
    whole = source.lines.filter(Q(outcome__in=TO_WRITE) | Q(written_at__isnull=False)).count()
    left = source.lines.to_write().count()
    return whole - left, left


def _taken_back(source: Import) -> tuple[int, int]:
    whole = source.lines.written().filter(outcome__in=(*TO_WRITE, RowOutcome.UNDONE, RowOutcome.KEPT)).count()
    left = source.lines.to_take_back().count()
    return whole - left, left


def say_time_left(source: Import, rows: int) -> str:
    """In words, at the pace of now; empty where that is not known yet."""
    if not source.pace:
        return ""
    minutes = round(rows / source.pace / 60)
    if minutes < 1:
        return _("less than a minute left")
    if minutes > 90:
        return _("about %(number)s hours left") % {"number": round(minutes / 60)}
    return ngettext("about %(number)s minute left", "about %(number)s minutes left", minutes) % {"number": minutes}
