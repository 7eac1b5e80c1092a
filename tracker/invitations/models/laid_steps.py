"""The days of the open steps as one value of their follow-up, so that history tells of them and undo puts them back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.apps import apps

from tracker.follow_ups.models.follow_up import FollowUp
from tracker.history.related_rows_as_value import InRows
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
    def of(cls, step: Any, day: date) -> Self:
        return cls(step.pk, day, step.name)

    @classmethod
    def from_raw(cls, stored: Iterable[str]) -> list[Self]:
        """Those of the steps that are still there."""
        days = {int(key): date.fromisoformat(day) for key, day in (each.split(" ") for each in stored)}
        steps = apps.get_model("follow_ups", "Step")._base_manager.filter(pk__in=days).select_related("invitation")
        return [cls.of(step, days[step.pk]) for step in steps]


def _read(follow_up: Any) -> list[LaidStep]:
    rows = follow_up.event.steps.filter(done_on=None, due_on__isnull=False)
    return [LaidStep.of(row, row.due_on) for row in rows]


def _write(follow_up: Any, steps: Iterable[LaidStep]) -> None:
    for step in steps:
        follow_up.event.steps.filter(pk=step.key, done_on=None).update(due_on=step.day)


FollowUp.IN_ROWS["steps"] = InRows(_read, _write, LaidStep.from_raw)
