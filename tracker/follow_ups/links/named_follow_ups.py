"""Naming a follow-up in a field: by its reference, or by words of it."""

import re
from dataclasses import dataclass
from typing import Any

from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet

MOST = 12
# At the beginning of a label.
REFERENCE = re.compile(r"\s*(F-\d{4}-R?\d+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedFollowUp:
    """Called by its label "F-2018-014 · Send the list", by its title, or by its reference."""

    follow_up: FollowUp

    @property
    def pk(self) -> int:
        return self.follow_up.pk

    @property
    def label(self) -> str:
        return f"{self.follow_up.reference} · {self.follow_up.title}"

    @property
    def name(self) -> str:
        return str(self.follow_up.reference)

    def __str__(self) -> str:
        return self.follow_up.title


class NamedFollowUps:
    """Those of `rows` that a person may choose from, found by name as the rows of a queryset are."""

    def __init__(self, rows: FollowUpQuerySet) -> None:
        self.rows = rows

    def find(self, words: str) -> list[NamedFollowUp]:
        if named := REFERENCE.match(words):
            return [NamedFollowUp(row) for row in self.rows.filter(reference=named[1].upper())]
        return [NamedFollowUp(row) for row in self.rows.best(words, MOST)]

    def filter(self, *, pk: int) -> Any:
        return NamedFollowUps(self.rows.filter(pk=pk))

    def first(self) -> NamedFollowUp | None:
        row = self.rows.first()
        return NamedFollowUp(row) if row else None
