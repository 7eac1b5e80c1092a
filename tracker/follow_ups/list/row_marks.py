"""What stands beside each row of our own workbooks, in a hidden column: which follow-up it is, and how its cells were.

It is no secret and proves nothing: whoever brings it back may do with the row what they may do without it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import Any, Self

from tracker.exports.sheets.sheet import Value
from tracker.exports.sheets.xlsx_file import LONGEST
from tracker.kit.text import writable

# What stands above the column, in every language.
HEAD = "suivi:row"
# In bytes: an edited cell that looks unedited is one in four thousand million.
SIGN = 4
# Beyond, no version is counted.
MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class RowMark:
    """`signs` are by field, of each cell that held something when the row stood at `version`."""

    reference: str
    version: int
    signs: Mapping[str, str]

    @classmethod
    def of(cls, reference: str, version: int, cells: Mapping[str, Value]) -> Self:
        words = {name: _words(value) for name, value in cells.items()}
        return cls(reference, version, {name: sign(said) for name, said in words.items() if said})

    @classmethod
    def read(cls, words: str) -> Self | None:
        """None of what is no such mark."""
        reference, version, *signs = [*words.split(), "", ""]
        if not (version.isascii() and version.isdecimal() and len(version) <= MOST_DIGITS):
            return None
        return cls(reference.upper(), int(version), dict(each.split(":", 1) for each in signs if ":" in each))

    def __str__(self) -> str:
        return " ".join([self.reference, str(self.version), *(":".join(each) for each in self.signs.items())])

    def has(self, name: str, words: str) -> bool:
        """Whether the cell is as it went out."""
        return self.signs.get(name, "") == (sign(words) if words else "")


def sign(words: str) -> str:
    """Of words, however they are spaced: spreadsheets keep lines and ends in ways of their own."""
    return blake2b(" ".join(words.split()).encode("utf-8", "replace"), digest_size=SIGN).hexdigest()


def _words(value: Any) -> str:
    """A cell of a workbook as it is read again."""
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    return "" if value is None else writable(str(value))[:LONGEST].strip()
