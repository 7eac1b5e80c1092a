"""How far the writing of an import has come."""

from dataclasses import dataclass
from typing import Self

from tracker.background.models import is_somebody_at_work
from tracker.capture.models import Import


@dataclass(frozen=True, slots=True)
class Progress:
    """`is_attended` says whether a worker is there to go on with it."""

    done: int
    left: int
    is_attended: bool

    @classmethod
    def of(cls, source: Import) -> Self:
        if not source.confirmed_at:
            return cls(0, 0, is_attended=False)
        left = source.lines.to_write().count()
        return cls(source.lines.written().count(), left, bool(left) and is_somebody_at_work())

    @property
    def is_going_on(self) -> bool:
        return self.left > 0

    @property
    def whole(self) -> int:
        return self.done + self.left
