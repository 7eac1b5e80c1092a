"""Workbooks with a sheet for each year: where the numbers begin anew in each, a number belongs to its sheet."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from tracker.imports.headers import Field
from tracker.imports.lists.imported_list import ImportedList
from tracker.imports.lists.numbers import key_in_list, plain_number, words_of_title
from tracker.imports.models import Import


class NumberKeys:
    """The keys of the rows of `source` that have numbers of their own, in its list or another."""

    def __init__(self, source: Import, imported_list: ImportedList | None = None) -> None:
        self.source, its = source, imported_list or source.imported_list
        self.list_key = its.key if its else source.list_key
        self.begin_anew = bool(source.found.get("begin_anew")) or (its is not None and _began_anew(its))

    def key(self, row: int, number: str) -> UUID:
        sheet = self.source.where(row)[0] or self.source.sheet
        return key_in_list(self.list_key, number, sheet if self.begin_anew else "")

    def without_sheet(self, number: str) -> UUID:
        """As it was when one sheet came alone."""
        return key_in_list(self.list_key, number)


def numbers_begin_anew(source: Import) -> bool:
    """Whether its sheets have numbers in common, most of them for other matters: what is carried over has its title."""
    if not {Field.KEY, Field.TITLE} <= set(source.columns) or len(source.found.get("parts", ())) < 2:
        return False
    first: dict[str, tuple[str, str]] = {}
    found = Counter[bool]()
    for row, cells in source.lines.order_by("number").values_list("number", "cells").iterator():
        number, title = (_cell(source, cells, name) for name in (Field.KEY, Field.TITLE))
        here = source.where(row)[0], words_of_title(title)
        before = first.setdefault(plain_number(number), here) if number else here
        if before[0] != here[0]:
            found[before[1] == here[1]] += 1
    return found[False] > found[True]


def _cell(source: Import, cells: Sequence[str], name: str) -> str:
    place = source.columns.index(name)
    return cells[place] if place < len(cells) else ""


def _began_anew(its: ImportedList) -> bool:
    """What is said of the list by an import that was written."""
    return bool(its.imports.filter(found__begin_anew=True).exclude(confirmed_at=None).exists())
