"""What is known of each column of a noun: where it stands and how, and why not where it does not.

A column says something of each of PLACES, or refuses it with a reason; a register of columns is not made otherwise.
The places read it, and `tests/house/test_columns.py` looks whether the column really stands there.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

import django_filters
from django.db.models import Choices, IntegerChoices

from tracker.lists.field_places import (
    NOTHING,
    PLACES,
    Filtered,
    Grouped,
    Imported,
    InBulk,
    Label,
    OnCard,
    Place,
    Refused,
    Reported,
    Shown,
)


class Column:
    """`fields` are the model's columns that it tells; without any, that of its name. `tell` gives a row's words."""

    def __init__(
        self,
        name: str,
        label: Label,
        *said: Place | Refused,
        fields: tuple[str, ...] = (),
        choices: type[Choices] | None = None,
        tell: Callable[[Any], Any] | None = None,
    ) -> None:
        self.name, self.label, self.fields, self.choices = name, label, fields or (name,), choices
        self.said = {each.place if isinstance(each, Refused) else type(each): each for each in said}
        if len(self.said) < len(said):
            raise ValueError(f"The column {name} says twice what a place is.")
        self._tell = tell

    def at[Where: Place](self, place: type[Where]) -> Where | None:
        found = self.said.get(place)
        return None if isinstance(found, Refused) else cast("Where | None", found)

    @property
    def is_day(self) -> bool:
        shown = self.at(Shown)
        return shown is not None and shown.is_day

    def tell(self, row: Any) -> Any:
        """What it says of the row; nothing where there is nothing to say."""
        if self._tell:
            return self._tell(row)
        value = getattr(row, self.name)
        if value is None:
            return ""
        # As `get_…_display` says it, which makes a dictionary of all choices for each row.
        return str(self.choices(value).label) if self.choices and value in self.choices else value

    def value_of(self, typed: str) -> str | int:
        """The value of the choice that a form was given."""
        return int(typed) if self.choices and issubclass(self.choices, IntegerChoices) else typed


class Register:
    """The columns of a noun. ValueError when one says nothing of a place, or when two are called alike.

    `refused` are the places that the noun does not have: no column need say so, unless it stands there all the same.
    """

    def __init__(self, *columns: Column, refused: Iterable[Refused] = ()) -> None:
        common = {each.place: each for each in refused}
        self.columns = {column.name: column for column in columns}
        if len(self.columns) < len(columns):
            raise ValueError("Two columns are called alike.")
        for column in columns:
            column.said = {**common, **column.said}
            if unsaid := [place.__name__ for place in PLACES if place not in column.said]:
                raise ValueError(f"The column {column.name} says nothing of: {', '.join(unsaid)}.")

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns.values())

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]

    def at[Where: Place](self, place: type[Where]) -> dict[str, Where]:
        """By the names of the columns that stand there: what they say of it."""
        return {column.name: found for column in self if (found := column.at(place)) is not None}

    def named(self, place: type[Place]) -> list[str]:
        """What they are called there."""
        return [getattr(found, "name", "") or name for name, found in self.at(place).items()]


# What holds for every list but that of follow-ups.
ONE_BY_ONE = (
    Refused(Imported, "Spreadsheets bring follow-ups, and nothing else."),
    Refused(InBulk, "Only follow-ups are changed many at once."),
    Refused(Grouped, "Only the list of follow-ups stands in groups."),
    Refused(OnCard, "Only follow-ups stand on a board."),
    Refused(Reported, "Reports are about follow-ups."),
)


def kept_inside(name: str, why: str) -> Column:
    """A column of the model that no place shows."""
    return Column(name, name, *(Refused(place, why) for place in PLACES))


def choice_columns(register: Register, place: type[Place]) -> Sequence[Column]:
    return [column for column in register if column.choices and column.at(place) is not None]


def choice_filters(register: Register) -> dict[str, Any]:
    """The filters of those columns that only ask for a choice."""
    return {
        column.name: django_filters.ChoiceFilter(
            field_name=column.name,
            label=column.label, choices=column.choices, empty_label=filtered.every,
            null_label=filtered.nothing or None, null_value=NOTHING,
        )
        for column in choice_columns(register, Filtered)
        if (filtered := column.at(Filtered)) and filtered.every
    }  # fmt: skip
