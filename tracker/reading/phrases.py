"""Phrases of a cue as patterns: words apart by spaces, a/b for either, _ for some between, {list} for a list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

# Up to four words in between.
_GAP = r"(?:[^ ]{1,30} +){0,4}?"
# What French writes before a vowel.
ELIDED = {"de": "d'", "que": "qu'", "se": "s'", "ne": "n'"}


@dataclass(frozen=True)
class Beginning:
    """All phrases of a cue that begin with one word, as a pattern.

    It is compiled once it is needed, which most never are: all thousand of English at once took a second of the first
    record that a process showed, and 9 MB of it ever after (30 November 2026).
    """

    written: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.written)

    def search(self, plain: str) -> re.Match[str] | None:
        return self.pattern.search(plain)

    def finditer(self, plain: str) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(plain)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of one cue, found by their first words: a sentence without any of these is not searched."""

    by_first: dict[str, Beginning]

    def find(self, plain: str, known: set[str]) -> re.Match[str] | None:
        """The first place of `plain` (lower case, one kind of space) where one of the phrases stands."""
        found = [match for word in self.by_first.keys() & known if (match := self.by_first[word].search(plain))]
        return min(found, key=lambda match: match.start(), default=None)


def phrases_of(text: str, words: dict[str, frozenset[str]]) -> Phrases:
    by_first: dict[str, list[str]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        first, *others = [_choices(token, words) for token in line.split()]
        middle = "".join(_token(other) for other in others[:-1])
        for word in first:
            start = re.escape(word) + (f" +{middle}{_last(others[-1])}" if others else r"(?![\w'-])")
            by_first.setdefault(word, []).append(start)
    return Phrases({word: Beginning(rf"(?<![\w-])(?:{'|'.join(found)})") for word, found in by_first.items()})


def _choices(said: str, words: dict[str, frozenset[str]]) -> list[str]:
    if not said.startswith("{"):
        return said.split("/")
    name = said[1:-1]
    found = words[name] | words["verb_or_noun"] if name == "verb" else words[name]
    return sorted(found, key=len, reverse=True)


def _token(choices: list[str]) -> str:
    if choices == ["_"]:
        return _GAP
    elided = [ELIDED[one] for one in choices if one in ELIDED]
    return rf"(?:{'|'.join([f'(?:{_any(choices)}) +', *elided])})"


def _last(choices: list[str]) -> str:
    elided = [ELIDED[one] for one in choices if one in ELIDED]
    return rf"(?:{'|'.join([rf"(?:{_any(choices)})(?![\w'-])", *elided])})"


def _any(choices: list[str]) -> str:
    """ "~ed" in a list stands for every word with that end."""
    return "|".join(rf"[^\W\d_]{{3,}}{one[1:]}" if one.startswith("~") else re.escape(one) for one in choices)
