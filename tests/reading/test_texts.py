"""All that is read out of whole texts: their blocks, what speaks for each sentence, and what is told of them.

What is read of each text of `texts` stands in `drawn`, under the same name. To draw one anew, delete it and read what
the test writes.
"""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from tests.house.drawings import assert_drawn
from tracker.reading.candidate import Sentence
from tracker.reading.grammar import grammar_of
from tracker.reading.judged import judge
from tracker.reading.layout.blocks import Block
from tracker.reading.read import read
from tracker.reading.results import Known, Named, Reading
from tracker.reading.scoring import table
from tracker.reading.spans import Span

pytestmark = pytest.mark.one_database
HERE = Path(__file__).parent
# Of `tasks`, `more`, `taches`, `encore` and `names` each line is a case of its own; `shapes` has lines of every kind.
ENGLISH, FRENCH = (
    ("board", "talk", "visit", "wrapped", "tasks", "more", "shapes", "names"),
    ("conseil", "taches", "encore"),
)
FRIDAY = date(2018, 5, 25)
KNOWN = (
    Known("wco", "WCO", is_ours=True),
    Known("wco", "World Customs Organization", is_ours=True),
    Known("harbour", "Harbour Authority"),
    Known("mason", "Ann Mason", "person", is_ours=True),
    Known("anna", "Anna", "person"),
    Known("unscr", "United Nations Security Council Resolution 2347", "mandate"),
)
FOUND_EACH = ("start", "end", "line_start", "speaker_at", "title")  # told by the words that stand there


def words_of(value: object, text: str) -> object:
    """A place by its words, in one line."""
    match value:
        case Span():
            return " ".join(value.of(text).split())
        case dict():
            return {name: words_of(each, text) for name, each in value.items()}
        case _:
            return value


def told(one: object, text: str) -> str:
    """What says something, by name."""
    named = {each.name: getattr(one, each.name) for each in fields(one) if each.name not in FOUND_EACH}  # type: ignore[arg-type]
    said = {name: words_of(value, text) for name, value in named.items() if value not in (None, "", False, 0, {}, [])}
    return "; ".join(f"{name}: {value}" for name, value in said.items())


def told_block(block: Block, text: str) -> str:
    return f"{told(block, text)} | {words_of(Span(block.start, block.end), text)}"


def told_sentence(sentence: Sentence, names: set[str], text: str) -> Iterator[str]:
    """What it is worth, its cues with their words, and what is known of it besides."""
    yield f"{table().score(names):.3f} {words_of(sentence.span, text)}"
    cues = sorted(f"{name} [{words}]" if (words := words_of(at, text)) else name for name, at in sentence.cues.items())
    yield f"    {', '.join(cues)}"
    yield f"    {', '.join(sorted(name for name in names - sentence.cues.keys() if '+' not in name))}"


def told_named(one: Named, text: str) -> str:
    return f"{one.name} = {words_of(one.span, text)} {one.key or ''} {one.kind}".strip()


def told_reading(reading: Reading, text: str) -> Iterator[str]:
    for one in reading.suggestions:
        due = f" | due {one.due.value}" if one.due else ""
        condition = f" | {words_of(one.condition, text)}" if one.condition else ""
        resources = f" | {words_of(one.resources, text)}" if one.resources else ""
        said = (one.band, one.kind, one.strength, one.owed_by or "-", words_of(one.owner, text) or "-")
        again = f" | again {one.again}" if one.again is not None else ""
        yield f"{' | '.join(map(str, said))}{due}{condition}{resources}{again} | {', '.join(one.reasons)}"
        yield f"    {one.score} {words_of(one.span, text)}"
    yield from (f"person: {one.presence} {one.title} {one.name}" for one in reading.people)
    yield from (f"body: {told_named(one, text)}" for one in reading.bodies)
    yield from (f"mandate: {told_named(one, text)}" for one in reading.mandates)
    yield f"on {reading.meeting_day or 'no day'} in {reading.place or 'no place'}{', a talk' * reading.is_talk}"


@pytest.mark.parametrize("name", [*ENGLISH, *FRENCH])
def test_what_is_read_of_each_text_is_what_was_read(name: str) -> None:
    text = (HERE / "texts" / f"{name}.txt").read_bytes().decode()
    language = "fr" if name in FRENCH else "en"
    judged = judge(text, grammar_of(language))
    sentences = zip(judged.sentences, judged.features, strict=True)
    pages = {
        "told": told_reading(read(text, language, known=KNOWN), text),
        "blocks": (told_block(block, text) for block in judged.blocks),
        "sentences": (line for one, names in sentences for line in told_sentence(one, names, text)),
    }
    assert_drawn(name, {page: list(lines) for page, lines in pages.items()}, HERE / "drawn")


def test_dates_are_read_against_the_day_of_the_meeting() -> None:
    """A line of a text each."""
    pages: dict[str, list[str]] = {}
    for language, name in (("en", "dates"), ("fr", "dates_fr")):
        text = (HERE / "texts" / f"{name}.txt").read_text()
        by_line = {one.span.of(text): one.due for one in read(text, language, FRIDAY).suggestions}
        pages[language] = [
            f"{due.value if (due := by_line.get(line)) else '-':<10} {due.said.span.of(line) if due else '-'}: {line}"
            for line in text.splitlines()
        ]
    assert_drawn("dates", pages, HERE / "drawn")
