"""Values of a thing that stand in rows of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tracker.history.stored_values import Difference


@dataclass(frozen=True, slots=True)
class InRows:
    """How a value that stands in rows of their own is read from a thing and written: as if it were a column.

    `from_raw` makes it again of what history stored, where that can be undone. `difference` of two such values is what
    an entry stores, where that is not the whole of both.
    """

    read: Callable[[Any], Any]
    write: Callable[[Any, Any], None]
    from_raw: Callable[[Any], Any] | None = None
    difference: Callable[[Any, Any], Difference] | None = None
