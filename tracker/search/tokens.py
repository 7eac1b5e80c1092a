"""What a text is cut into, for what is indexed and for what is asked alike: words without case, accents and endings."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock

from snowballstemmer import stemmer

from tracker.kit.text import BREAK, HYPHENS, INVISIBLE, fold, unbroken

# Letters and digits, with the marks that stand on them; Chinese and Japanese write no spaces, so each sign is a word.
SIGNS = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
# What nobody sees may stand within a word; and the end of a line may have broken it.
_LETTERS = rf"(?:[^\W_{SIGNS}][{MARKS}{INVISIBLE}]*)+"
_WORD = rf"{_LETTERS}(?:{BREAK}{_LETTERS})*"
WORD = re.compile(rf"[{SIGNS}]|{_WORD}")
# Of letters alone: what stands between figures is no word, but a date or a reference. A quick look first, for a hyphen
# or the end of a broken line: of a long text it saves 4 of 5 ms.
_JOINED = rf"(?=[^\s{HYPHENS}\u00ad¬]*[{HYPHENS}\u00ad¬])"
COMPOUND = re.compile(rf"(?<![\w{HYPHENS}]){_JOINED}(?!\S*\d){_WORD}(?:[{HYPHENS}]{_WORD})+(?![\w{HYPHENS}])")
LONGEST = 40
# So many words before and after a word that a hyphen joins are kept beside it.
REACH = 2
CACHE_SIZE = 100_000
STEMMERS = [stemmer("english"), stemmer("french")]
# A stemmer keeps in itself how far it has come with a word: two threads at once would make it stumble.
ONE_AT_A_TIME = Lock()


def tokens(text: str) -> Iterator[str]:
    """The folded words of a text, in their order."""
    for found in WORD.finditer(text):
        yield from folded(found[0])


@lru_cache(CACHE_SIZE)
def folded(word: str) -> tuple[str, ...]:
    """One word as it is looked up; mostly one token, though "½" makes two."""
    return tuple(token[:LONGEST] for token in WORD.findall(fold(unbroken(word))))


def compounds(text: str) -> Iterator[tuple[int, int, str]]:
    """Where words are that a hyphen joins, and what they are without it: who looks for one means the other too."""
    for found in COMPOUND.finditer(text):
        if len(words := list(tokens(found[0]))) > 1:
            yield found.start(), found.end(), "".join(words)[:LONGEST]


def in_phrases(text: str) -> Iterator[tuple[str, ...]]:
    """The words that a hyphen joins, without it and among those beside them, as a phrase would have them."""
    if not (found := list(compounds(text))):
        return
    words = [(each.start(), token) for each in WORD.finditer(text) for token in folded(each[0])]
    for start, end, joined in found:
        first, last = (bisect_left(words, (at, "")) for at in (start, end))
        before, after = words[max(first - REACH, 0) : first], words[last : last + REACH]
        yield (*(token for _at, token in before), joined, *(token for _at, token in after))


def pieces(text: str) -> Iterator[str]:
    """The halves of words that the end of a line broke, as there may have been a hyphen."""
    for found in WORD.finditer(text):
        if "\n" in found[0]:
            yield from tokens(found[0].replace("\n", " "))


@lru_cache(CACHE_SIZE)
def stems(token: str) -> tuple[str, ...]:
    """Its other forms: the English and the French stem, a number without its zeros. None is the token itself."""
    found = {token.lstrip("0")} if token.isdecimal() else set()
    if token.isalpha():
        with ONE_AT_A_TIME:
            found = {each.stemWord(token) for each in STEMMERS}
    return tuple(sorted(found - {token, ""}))
