"""Titles by the first letters of their words: "trpb" means "Train officers in risk profiles in Blaukka".

The index holds the first letters of each two words of a title, in their order: one letter alone stands in too many.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, pairwise

from tracker.search.query import COMMON, Term
from tracker.search.tokens import WORD, folded, tokens

# Stands before two letters in the index: nobody types it.
SIGN = "\u00b6"
# So many words of a title have their letters there.
MOST_WORDS = 12
# So many letters in a row may each begin a word; with spaces between, so many letters in all.
FEWEST, MOST, MOST_SPACED = 3, 5, 8
# The same titles are looked at with each letter that somebody types.
MOST_TITLES = 5_000
Pieces = tuple[str, ...]


def pairs(title: str) -> Iterator[str]:
    """What is written of it into the index."""
    letters = [word[0] for _start, word in _telling(title)][:MOST_WORDS]
    yield from dict.fromkeys(f"{SIGN}{one}{two}" for one, two in combinations(letters, 2))


@lru_cache(1_000)
def read(typed: str, *, fewest: int = FEWEST) -> Pieces:
    """How the words begin that are meant, in their order; empty where so is not meant.

    Spaced words are begun words anyhow: they are meant so where one is a letter alone.
    """
    words = tuple(tokens(typed))
    if len(words) == 1:
        return tuple(words[0]) if fewest <= len(words[0]) <= MOST and not words[0].isdecimal() else ()
    is_meant = any(len(word) == 1 for word in words) and len("".join(words)) <= MOST_SPACED
    return words if is_meant else ()


def terms(pieces: Pieces) -> tuple[Term, ...]:
    """What the index of a title holds whose words begin so."""
    begun = [Term((piece,), is_prefix=True) for piece in pieces if len(piece) > 1]
    return (*begun, *(Term((f"{SIGN}{one[0]}{two[0]}",)) for one, two in pairwise(pieces)))


def spots(title: str, pieces: Pieces) -> list[int]:
    """Where the words stand that begin so, in their order; empty where they do not."""
    words = iter(_telling(title))
    found = [next((start for start, word in words if word.startswith(piece)), -1) for piece in pieces]
    return [] if -1 in found else found


def skipped(title: str, pieces: Pieces) -> int:
    """How many of its words stand before and between those that begin so, as some do."""
    last = spots(title, pieces)[-1]
    return sum(start <= last for start, _word in _telling(title)) - len(pieces)


@lru_cache(MOST_TITLES)
def _telling(title: str) -> tuple[tuple[int, str], ...]:
    """Where a word begins by which the title may be told, and the word."""
    words = ((found.start(), word) for found in WORD.finditer(title) for word in folded(found[0]))
    return tuple((start, word) for start, word in words if word not in COMMON)
