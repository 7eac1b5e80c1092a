"""Which names may well be one: the same but for case, signs, order and legal form; initials; one slip of the pen."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.utils.translation import gettext_lazy as _

from tracker.search.tokens import tokens

LEGAL = "ag asbl bv co corp corporation gmbh inc incorporated limited llc llp ltd nv oy plc sa sarl sas spa srl"
LITTLE = "an and at de des du et for in la le les of on the to und"
ADDRESS = "dr ir m madame maitre miss mlle mme monsieur mr mrs ms prof professor sir"
SILENT = frozenset(f"{LEGAL} {LITTLE} {ADDRESS}".split())
# A slip in a shorter name makes another name of it.
LONG_ENOUGH = 7
# In a shorter one, any two letters that change places make another.
LONG_TO_SWAP = 5
# So many of one name are several people.
MOST_ALIKE = 12


@dataclass(frozen=True, slots=True)
class Known:
    """A name as it is compared; `short` is a short name, where there is one."""

    pk: int
    name: str
    short: str = ""


# By its rank what two have in common who are alike for this reason; the lowest rank is the surest.
Likeness = tuple[int, str]
REASONS = (
    _("the same words"),
    _("the same short name"),
    _("one is the initials of the other"),
    _("one has only the initial"),
    _("spelled nearly alike"),
    _("two letters change places"),
)
SAME, SHORT, INITIALS, INITIAL, SLIP, SWAP = range(6)


def likely_pairs(names: Sequence[Known]) -> list[tuple[Known, Known, Any]]:
    """Each two that may be one, once, with the reason: the surest first."""
    alike: dict[Likeness, list[Known]] = defaultdict(list)
    for name in names:
        for likeness in likenesses(name):
            alike[likeness].append(name)
    found: dict[tuple[int, int], tuple[int, Known, Known]] = {}
    for likeness, some in alike.items():
        for one, other in combinations(some, 2) if len(some) <= MOST_ALIKE else ():
            place, rank = (one.pk, other.pk), likeness[0]
            if fits(likeness, one, other) and (place not in found or rank < found[place][0]):
                found[place] = (rank, one, other)
    ordered = sorted(found.values(), key=lambda pair: (pair[0], pair[1].name, pair[1].pk, pair[2].pk))
    return [(one, other, REASONS[rank]) for rank, one, other in ordered]


def like(name: Known, names: Iterable[Known]) -> list[tuple[Known, Any]]:
    """Those that may be one with `name`, with the reason: the surest first."""
    own, found = likenesses(name), list[tuple[int, Known]]()
    for other in names:
        ranks = [each[0] for each in own & likenesses(other) if fits(each, name, other)] if other.pk != name.pk else []
        if ranks:
            found.append((min(ranks), other))
    return [
        (other, REASONS[rank]) for rank, other in sorted(found, key=lambda each: (each[0], each[1].name, each[1].pk))
    ]


def fits(likeness: Likeness, one: Known, other: Known) -> bool:
    """Whether what they have in common says something of these two."""
    rank, key = likeness
    if rank == INITIALS:
        # Two long names with the same initials are two.
        return any(key in ("".join(tokens(each.short)), each.name.casefold()) for each in (one, other))
    if rank == SWAP:
        # Each may be the other with two letters swapped, not both some third.
        return any(key in (*words_of(each.name), *tokens(each.short)) for each in (one, other))
    if rank == INITIAL:
        return (len(words_of(one.name)[0]) == 1) is not (len(words_of(other.name)[0]) == 1)
    return True


def words_of(name: str) -> tuple[str, ...]:
    """Without what is silent, and without the initials that some write behind the name."""
    every = tuple(tokens(name))
    words = tuple(word for word in every if word not in SILENT) or every
    without = tuple(word for place, word in enumerate(words) if place < 2 or word != _initials(words[:place]))
    return without or ("",)


def likenesses(name: Known) -> frozenset[Likeness]:
    return frozenset(_likenesses(words_of(name.name), "".join(tokens(name.short))))


def _likenesses(words: tuple[str, ...], short: str) -> Iterator[Likeness]:
    whole = " ".join(sorted(words))
    if whole:
        yield SAME, whole
    for shortly in (short, words[0] if len(words) == 1 else ""):
        if shortly:
            yield SHORT, shortly
            yield INITIALS, shortly
            yield from ((SWAP, each) for each in _swaps(shortly))
    if len(words) > 2:
        yield INITIALS, _initials(words)
    if len(words) == 2:
        yield INITIAL, f"{words[1]} {words[0][0]}"
    if len(whole) >= LONG_ENOUGH:
        yield SLIP, whole.replace(" ", "")
        yield from ((SLIP, f"{whole[:place]}{whole[place + 1 :]}".replace(" ", "")) for place in _slips(whole))


def _swaps(word: str) -> Iterator[str]:
    """A short word, and with each two letters beside each other in each other's place."""
    if LONG_TO_SWAP <= len(word) < LONG_ENOUGH and word.isalpha():
        yield word
        for place in range(1, len(word) - 1):
            yield f"{word[:place]}{word[place + 1]}{word[place]}{word[place + 2 :]}"


def _slips(words: str) -> Iterator[int]:
    """Where a letter may be missing, or one too many: another number, or another single letter, is another thing."""
    around = f" {words} "
    for place, letter in enumerate(words):
        if not letter.isdecimal() and letter != " " and around[place : place + 3 : 2] != "  ":
            yield place


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word)
