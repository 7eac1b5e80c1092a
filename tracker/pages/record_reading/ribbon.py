"""The sentences of a record in one line, so that one sees where what is left to read stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched

from django.utils.translation import gettext_lazy as _

from tracker.reading.layout.blocks import Block
from tracker.suggestions.coverage import DISMISSED, FOLLOW_UP, INFORMATION, LIKE, UNREAD

# So many pieces are each wide enough to be hit. Of more sentences a piece is a paragraph, and of more of these several.
MOST = 44
# Of several the first of these that is there.
ORDER = (LIKE, UNREAD, FOLLOW_UP, DISMISSED, INFORMATION)
LABELS = {
    FOLLOW_UP: _("Follow-up"),
    LIKE: _("Looks like a commitment"),
    DISMISSED: _("Dismissed"),
    INFORMATION: _("Information"),
    UNREAD: _("Unread"),
}


@dataclass(frozen=True, slots=True)
class RibbonPiece:
    """`place` is where its block begins."""

    number: int
    state: str
    place: int

    @property
    def label(self) -> str:
        return f"{self.number}: {LABELS[self.state]}"


def ribbon_of(states: dict[int, str], blocks: list[Block]) -> list[RibbonPiece]:
    pieces = list(_pieces(states, blocks))
    if len(pieces) > MOST:
        pieces = list(_by_block(pieces))
    size = -(-len(pieces) // MOST) or 1
    groups = batched(pieces, size)
    return [RibbonPiece(n, _weightiest(state for _, state in some), some[0][0]) for n, some in enumerate(groups, 1)]


def _pieces(states: dict[int, str], blocks: list[Block]) -> Iterator[tuple[int, str]]:
    """The place of each sentence's block, and its state."""
    following = iter([*blocks[1:], None])
    block, after = blocks[0] if blocks else None, next(following, None)
    for start, state in states.items():
        while after and start >= after.start:
            block, after = after, next(following, None)
        yield block.start if block else start, state


def _by_block(pieces: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    by_place: dict[int, list[str]] = {}
    for place, state in pieces:
        by_place.setdefault(place, []).append(state)
    return ((place, _weightiest(iter(some))) for place, some in by_place.items())


def _weightiest(states: Iterator[str]) -> str:
    return min(states, key=ORDER.index)
