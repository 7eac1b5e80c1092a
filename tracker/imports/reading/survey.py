"""What a table holds, told while its rows go by once: how many, how wide, what its columns say. No row is kept."""

from collections.abc import Iterable, Sequence
from typing import Any, Self

from tracker.imports.headers import is_reference, numbered
from tracker.imports.reading.column_words import Column


class Survey:
    """`own` are the places of columns that hold references of ours."""

    def __init__(self, heads: Sequence[str]) -> None:
        self.count = 0
        self.columns: list[Column] = []
        self.own = set[int]()
        self.asked = numbered(heads)

    @classmethod
    def of(cls, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Self:
        survey = cls(heads)
        for row in rows:
            survey.hear(row)
        return survey

    def hear(self, row: Sequence[str]) -> None:
        self.count += 1
        self.columns += [Column() for _place in range(len(row) - len(self.columns))]
        for column, cell in zip(self.columns, row, strict=False):
            if cell:
                column.hear(cell)
        for place in self.asked:
            if place < len(row) and place not in self.own and is_reference(row[place]):
                self.own.add(place)

    def told(self) -> list[dict[str, Any]]:
        return [column.told() for column in self.columns]
