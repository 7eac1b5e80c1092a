"""The glossary, and the French catalogue that keeps to it."""

import re
from functools import cache
from typing import NamedTuple

import polib
import pytest
from django.conf import settings

from tracker.kit import text

pytestmark = pytest.mark.one_database

GLOSSARY = settings.ROOT / "docs" / "glossary.md"
CATALOGUE = settings.ROOT / "locale/fr/LC_MESSAGES/django.po"
ROW = re.compile(r"^\| ([^|]+?) \| ([^|]+?) \| (●?) ?\| ?([^|]*?) ?\|$", re.MULTILINE)
HEADS = 2
FEWEST = 150
FILLED_IN = re.compile(r"%\(\w+\)[sd]")
# French bends the ends of words: so many letters stay at least, so many may change.
KEPT, BENT = 4, 2
# The same sentences are held against each term, which took six seconds while each was folded each time.
fold = cache(text.fold)


class Term(NamedTuple):
    """`always`: whole sentences are held to the French; `never`: what it is not called."""

    english: str
    french: list[str]
    always: bool
    never: list[str]

    def is_in(self, words: str) -> bool:
        return bool(called(self.english).search(FILLED_IN.sub("", words)))

    def is_said_in(self, words: str) -> bool:
        return any(bent(each).search(fold(words)) for each in self.french)

    def is_missaid_in(self, words: str) -> bool:
        return any(refused(each).search(fold(words)) for each in self.never)


class Said(NamedTuple):
    """`apart`: a context sets its meaning apart from that of the same words elsewhere."""

    english: str
    french: str
    apart: bool


@cache
def called(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(words)}s?(?![\w-])", re.IGNORECASE)


@cache
def bent(words: str) -> re.Pattern[str]:
    """A pattern of the words, each with the ending that the sentence needs."""
    stems = [word[: max(KEPT, len(word) - BENT)] if len(word) > KEPT else word for word in fold(words).split()]
    return re.compile(r"\W+".join(rf"\b{re.escape(stem)}\w*" for stem in stems))


@cache
def refused(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(fold(words))}s?\b")


@pytest.fixture(scope="module")
def terms() -> list[Term]:
    rows = ROW.findall(GLOSSARY.read_text())[1:]
    return [
        Term(english, french.split(" ; "), bool(mark), [word for word in never.split(", ") if word])
        for english, french, mark, never in rows
    ]


@pytest.fixture(scope="module")
def catalogue() -> list[Said]:
    found = []
    for entry in polib.pofile(str(CATALOGUE)):
        french = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        english = [entry.msgid, entry.msgid_plural]
        found += [Said(*pair, bool(entry.msgctxt)) for pair in zip(english, french, strict=False)]
    return found


def test_every_line_of_the_table_is_read_and_stands_in_its_place(terms: list[Term]) -> None:
    lines = [line for line in GLOSSARY.read_text().splitlines() if line.startswith("|")]
    named = [term.english for term in terms]
    assert len(named) == len(lines) - HEADS
    assert named == sorted(set(named), key=str.casefold)
    assert len(named) >= FEWEST


def test_every_term_is_used(terms: list[Term], catalogue: list[Said]) -> None:
    unused = [
        term.english
        for term in terms
        if not any(term.is_in(said.english) and term.is_said_in(said.french) for said in catalogue)
    ]
    assert unused == []


def test_a_term_that_stands_alone_is_said_as_the_glossary_says(terms: list[Term], catalogue: list[Said]) -> None:
    known = {term.english.casefold(): term for term in terms}
    alone = [said for said in catalogue if said.english.casefold() in known and not said.apart]
    assert [said for said in alone if not known[said.english.casefold()].is_said_in(said.french)] == []


def test_a_marked_term_is_said_so_in_every_sentence(terms: list[Term], catalogue: list[Said]) -> None:
    marked = [term for term in terms if term.always]
    wrong = [
        (term.english, said)
        for said in catalogue
        for term in marked
        if term.is_in(said.english) and not term.is_said_in(said.french)
    ]
    assert wrong == []


def test_nothing_is_said_that_the_glossary_refuses(terms: list[Term], catalogue: list[Said]) -> None:
    wrong = [
        (term.english, said)
        for said in catalogue
        for term in terms
        if term.is_missaid_in(said.french) and term.is_in(said.english)
    ]
    assert wrong == []
