"""How a file is read: what somebody chose of it, and in words why the rest was guessed as it was."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

SEPARATORS = {
    ";": _("Semicolon"),
    ",": _("Comma"),
    "\t": _("Tab"),
    "|": _("Vertical bar"),
    "none": _("None: one column"),
}
# Of the row of the heads: there is none.
NO_HEADS = -1
DAY_FIRST, MONTH_FIRST = "day", "month"
ORDERS = {
    DAY_FIRST: _("Day first: 05/04 is 5 April"),
    MONTH_FIRST: _("Month first: 05/04 is 4 May"),
}
REASONS = {
    "chosen": _("As you chose."),
    "marked": _("The file begins with the mark of this encoding."),
    "zeros": _("Every other byte of the file is empty, as this encoding has it."),
    "valid": _("All of the file can be read so."),
    "letters": _("So read, its letters are those of one language."),
    "said": _("The first line of the file says so."),
    "parts": _("It parts the heads and the rows below them into the same number of columns."),
    "alone": _("Nothing parts the row of the heads."),
    "known": _("More heads are known there than anywhere else."),
    "first": _("It is the first that holds words."),
    "only": _("There is no other."),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What is empty is guessed. `head_row` counts from 1, or is NO_HEADS.

    `orders`, `meanings` and `added` are by field: whether the day or the month comes first in its cells, what each of
    its words means that nobody else would know, and which unknown names go into the directory, folded.
    """

    sheets: tuple[str, ...] = ()
    head_row: int = 0
    separator: str = ""
    encoding: str = ""
    fills_merged: bool = True
    reads_hidden: bool = True
    orders: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    added: Mapping[str, Collection[str]] = field(default_factory=dict)

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any]) -> Self:
        known = {each.name for each in fields(cls)}
        values = {name: value for name, value in stored.items() if name in known}
        return cls(**values | {"sheets": tuple(values.get("sheets", ()))})
