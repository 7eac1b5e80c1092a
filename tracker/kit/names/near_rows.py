"""Which rows words may have meant that named none, or several: a plain list to choose from, without scripts too."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from tracker.kit.names.suggestions import MOST_SUGGESTIONS
from tracker.kit.text import fold

# In letters: whoever slips in the middle of a word began it well. So many words are looked at.
BEGINNINGS, MOST_WORDS = (4, 3, 2), 8


def near_rows(rows: Any, words: str) -> list[Any]:
    """At most as many as are offered while typing: those that the words name, else those whose words begin alike."""
    return next(filter(None, (list(rows.find(each)[:MOST_SUGGESTIONS]) for each in _ways(fold(words)))), [])


def _ways(words: str) -> Iterator[str]:
    """The whole, its words begun ever more briefly, and each word alone; none so short that it tells nothing."""
    each = words.split()[:MOST_WORDS]
    begun = (" ".join(word[:letters] for word in each) for letters in BEGINNINGS)
    alone = (word[: BEGINNINGS[0]] for word in sorted(each, key=len, reverse=True))
    return (way for way in chain([words], begun, alone) if len(way) >= BEGINNINGS[-1])
