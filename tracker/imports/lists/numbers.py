"""Rows with numbers of their own: a number is known again within its list, and asked about where all else differs."""

import re
from uuid import UUID, uuid5

from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.suggestions.likeness import ALIKE, likeness
from tracker.imports.cell_values import ROWS
from tracker.imports.headers import Field
from tracker.imports.reading.row_values import Row
from tracker.kit.dates.as_said import last_day
from tracker.kit.text import fold

# Spreadsheets take the zeros before a number away, and may put a point with zeros behind it.
_NUMBER = re.compile(r"0*(\d+?)(?:[.,]0+)?\.?")


def key_in_list(key: UUID, number: str, sheet: str = "") -> UUID:
    """That of the follow-up which stands in the list of this `key`, or in a sheet of it, under this number."""
    of_sheet = f" of {fold(sheet)}" if sheet else ""
    return uuid5(ROWS, f"list {key} {plain_number(number)}{of_sheet}")


def plain_number(number: str) -> str:
    """007 saved again is 7."""
    words = fold(number).strip()
    plain = _NUMBER.fullmatch(words)
    return plain[1] if plain else words


def is_other_matter(follow_up: FollowUp, row: Row) -> bool:
    """Whether a row has quite another title than what stands under its number, or a near one and another date."""
    title = row.values.get(Field.TITLE, "")
    if not title or words_of_title(title) == words_of_title(follow_up.title):
        return False
    due, known = last_day(row.values.get(Field.DUE)), {follow_up.due_on, follow_up.first_due_on} - {None}
    return bool(due and known and due not in known) or likeness(title, follow_up.title) < ALIKE


def words_of_title(title: str) -> str:
    return " ".join(fold(title).split())
