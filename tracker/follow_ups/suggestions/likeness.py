"""Whether two titles promise the same, in other words: the same deed, for the same partner, place, number and year."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from tracker.follow_ups.suggestions import same_names, same_words
from tracker.search.tokens import stems, tokens

# From so much on they are taken for one. Fitted to the pairs of `tests/follow_ups/suggestions/promises/fitted.txt`.
ALIKE = 0.65
# What counts how much, where both say it; and what another deed leaves of it.
DEED, THING, NAME = 0.6, 1.0, 1.0
OTHER_DEED = 0.6
# How much of what both say besides speaks against it: what only one of them says, and what each says in its own way.
ONE_SIDED, OTHERWISE = 0.2, 2.0
# Words that begin so much alike are forms of one: Senegal, Senegalese.
LONG_ENOUGH, SHARED = 5, 0.6
YEAR = re.compile(r"(?:19|20)\d\d")
WORD = re.compile(r"[^\W_]+")


def _by_word(lines: str, sign: str, *, is_name: bool = False) -> dict[str, str]:
    """The meaning of each word, and of its forms where it is no name: the first word of its line."""
    found: dict[str, str] = {}
    for words in (line.split() for line in lines.replace("\n ", " ").strip().splitlines()):
        for word in words:
            for form in (word, *(() if is_name else stems(word))):
                found.setdefault(form, f"{sign}{words[0]}")
    return found


MEANINGS = {
    "month": _by_word(same_names.MONTHS, "month:"),
    "number": _by_word(same_names.NUMBERS, ""),
    "deed": _by_word(same_words.DEEDS, "do:"),
    "name": _by_word(same_names.NAMES, "in:", is_name=True),
    "thing": _by_word(same_words.THINGS, ""),
}

# By meaning all words and forms of words that mean it.
FORMS: dict[str, list[str]] = defaultdict(list)
for _by_form in (MEANINGS["name"], MEANINGS["thing"], MEANINGS["deed"]):
    for _form, _meaning_of_form in _by_form.items():
        FORMS[_meaning_of_form].append(_form)


@dataclass(slots=True)
class Meant:
    """What a title says, by kind: meanings, or words as they stand."""

    deed: list[str] = field(default_factory=list)
    month: set[str] = field(default_factory=set)
    year: set[str] = field(default_factory=set)
    number: set[str] = field(default_factory=set)
    name: set[str] = field(default_factory=set)
    thing: set[str] = field(default_factory=set)


@lru_cache(10_000)
def meant(title: str) -> Meant:
    found = Meant()
    for kind, meaning in _meanings(title):
        if kind == "deed":
            found.deed.append(meaning)
        else:
            getattr(found, kind).add(meaning)
    return found


def _meanings(title: str) -> Iterator[tuple[str, str]]:
    shouts = title.isupper()
    for place, word in enumerate(WORD.findall(title)):
        for token in tokens(word):
            is_name = not shouts and ((word.isupper() and len(word) > 1) or (place > 0 and word[0].isupper()))
            if found := _meaning(token, is_name=is_name, is_first=place == 0):
                yield found


def _meaning(token: str, *, is_name: bool, is_first: bool) -> tuple[str, str] | None:
    if YEAR.fullmatch(token):
        return "year", token
    if token in same_words.SILENT and not is_name:
        return None
    for kind, by_word in MEANINGS.items():
        # "Second an expert" begins with a deed, "the second report" does not.
        if (is_name and kind in ("deed", "thing", "number")) or (is_first and kind == "number"):
            continue
        for form in (token, *stems(token)):
            if form in by_word:
                return kind, by_word[form]
    if token.isdecimal():
        return "number", token.lstrip("0") or "0"
    return ("name" if is_name else "thing"), token


def likeness(one: str, other: str) -> float:
    """From 0 to 1: how much the one says what the other says. 0 where they name others."""
    mine, theirs = meant(one), meant(other)
    if any(_differ(getattr(mine, kind), getattr(theirs, kind)) for kind in ("year", "month", "number")):
        return 0.0
    both = _named(mine, theirs), _named(theirs, mine)
    shared = _shared(*both)
    left = [len(said) - len(shared) for said in both]
    names = [
        {each for each in said if not any(_alike(each, found) for found in shared)} for said in (mine.name, theirs.name)
    ]
    if all(names):
        return 0.0
    deeds = len({*mine.deed} & {*theirs.deed})
    alike = THING * len(shared) + DEED * deeds
    against = OTHERWISE * min(left) + ONE_SIDED * abs(left[0] - left[1])
    found = alike / (alike + against) if alike else 0.0
    return found * (OTHER_DEED if mine.deed and theirs.deed and not deeds else 1)


def _named(mine: Meant, theirs: Meant) -> set[str]:
    """What it is about: after the deed that it begins with, another deed is a thing, unless the other title does it."""
    return mine.name | mine.thing | {*mine.deed[1:]} - {*theirs.deed}


def _differ(mine: set[str], theirs: set[str]) -> bool:
    return bool(mine and theirs and mine != theirs)


def _shared(mine: set[str], theirs: set[str]) -> set[str]:
    """What both say, in whatever form, each once."""
    left, found = set(theirs), set[str]()
    for each in sorted(mine):
        if match := next((other for other in sorted(left) if _alike(each, other)), None):
            left.discard(match)
            found.add(each)
    return found


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if ":" in one and ":" in other:
        return False
    one, other = one.partition(":")[2] or one, other.partition(":")[2] or other
    if one[:LONG_ENOUGH] != other[:LONG_ENOUGH]:
        return False
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same >= LONG_ENOUGH and same >= SHARED * max(len(one), len(other))
