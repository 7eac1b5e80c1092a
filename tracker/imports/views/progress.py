"""How far an import has come: what its page waits for before there is a preview, its writing, its taking back."""

from dataclasses import dataclass
from typing import Self

from tracker.background.models import is_somebody_at_work
from tracker.background.task_under_way import is_under_way
from tracker.imports.models import PLANNER, READER, UNDOER, Import, RowOutcome
from tracker.imports.tasks import write_import


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a page waits for before anything can be seen of an import; `is_given_up`: nobody is at it any more."""

    is_reading: bool
    is_given_up: bool
    is_attended: bool

    @classmethod
    def of(cls, source: Import) -> Self | None:
        """None when there is nothing to wait for: it is for its owner to say what the columns are."""
        is_going_on = not source.why and is_under_way(PLANNER if source.is_read else READER, source.pk)
        if source.previewed_at or (source.is_read and not is_going_on):
            return None
        return cls(not source.is_read, not is_going_on, is_going_on and is_somebody_at_work())


@dataclass(frozen=True, slots=True)
class Progress:
    """`is_attended`: a worker is there to go on with it. `is_given_up`: none will, unless it is asked for again."""

    done: int
    left: int
    is_attended: bool = False
    is_given_up: bool = False

    @classmethod
    def of(cls, source: Import) -> Self:
        if not source.confirmed_at:
            return cls(0, 0)
        worker = UNDOER if source.undone_at else write_import.module_path
        done, left = _taken_back(source) if source.undone_at else _written(source)
        if not left:
            return cls(done, left)
        is_given_up = not is_under_way(worker, source.pk)
        return cls(done, left, is_somebody_at_work() and not is_given_up, is_given_up)

    @property
    def is_going_on(self) -> bool:
        return self.left > 0

    @property
    def whole(self) -> int:
        return self.done + self.left


def _written(source: Import) -> tuple[int, int]:
    return source.lines.written().count(), source.lines.to_write().count()


def _taken_back(source: Import) -> tuple[int, int]:
    done = source.lines.written().filter(outcome__in=(RowOutcome.UNDONE, RowOutcome.KEPT)).count()
    return done, source.lines.to_take_back().count()
