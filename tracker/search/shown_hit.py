"""A row that was found, as a page shows it."""

from dataclasses import dataclass
from typing import Any, Self

from django.utils.safestring import SafeString

from tracker.search.highlight import excerpt, marked
from tracker.search.query import Term


@dataclass(frozen=True, slots=True)
class Hit:
    """`name` and `excerpt` are HTML with the words marked; the excerpt is empty where only the name holds them."""

    row: Any
    address: str
    name: SafeString
    meta: str
    excerpt: SafeString
    language: str = ""

    @classmethod
    def of(
        cls, row: Any, terms: tuple[Term, ...], name: str, *, meta: str = "", detail: str = "", at: str = ""
    ) -> Self:
        """`at` is where it leads, if not to the row's own page."""
        address = at or row.get_absolute_url()
        return cls(row, address, marked(name, terms), meta, excerpt(detail, terms)[0] if detail else SafeString(""))

    @property
    def is_restricted(self) -> bool:
        return bool(getattr(self.row, "is_restricted", False))

    def __str__(self) -> str:
        return str(self.row)
