"""The days of the open steps as one value of their follow-up, so that history tells of them and undo puts them back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from tracker.follow_ups.models.follow_up import FollowUp
from tracker.history.tracked_model import InRows
from tracker.kit.date_formats import format_date


@dataclass(frozen=True, slots=True)
class LaidStep:
    key: int
    day: date
    name: str = ""

    @property
    def pk(self) -> str:
        """What history knows it by: on another day it is another value."""
        return f"{self.key} {self.day}"

    def __str__(self) -> str:
        return f"{self.name}: {format_date(self.day)}"

    @classmethod
    def from_raw(cls, stored: Iterable[str]) -> list[Self]:
        return [cls(int(key), date.fromisoformat(day)) for key, day in (each.split(" ") for each in stored)]


def _read(follow_up: Any) -> list[LaidStep]:
    rows = follow_up.event.steps.filter(done_on=None, due_on__isnull=False)
    return [LaidStep(row.pk, row.due_on, row.name) for row in rows]


def _write(follow_up: Any, steps: Iterable[LaidStep]) -> None:
    for step in steps:
        follow_up.event.steps.filter(pk=step.key, done_on=None).update(due_on=step.day)


FollowUp.IN_ROWS["steps"] = InRows(_read, _write, LaidStep.from_raw)
