"""The words that were found, marked."""

import pytest

from tracker.search import highlight
from tracker.search.highlight import MOST_MARKS, WHOLE, excerpt, holds, marked, marked_beginnings, marks
from tracker.search.query import read

LONG = "First they met. " * 40 + "Then the Coordinator invited the WCO to speak. " + "Last they ate. " * 40


@pytest.mark.parametrize(
    ("text", "typed", "drawn"),
    [
        ("Speak at the workshops", "workshop", "Speak at the <mark>workshops</mark>"),
        ("Réunion à Genève", "gene reun", "<mark>Réunion</mark> à Genève"),
        ("Réunion à Genève", "reunion gene", "<mark>Réunion</mark> à <mark>Genève</mark>"),
        ("The risk list, the list", '"risk list"', "The <mark>risk list</mark>, the list"),
        ("<b>bold</b> & more", "bold", "&lt;b&gt;<mark>bold</mark>&lt;/b&gt; &amp; more"),
        ("De\u0301cision", "decision", "<mark>De\u0301cision</mark>"),
        ("new co-operation now", '"new cooperation"', "<mark>new co-operation</mark> now"),
        ("new cooperation now", '"co operation now"', "new <mark>cooperation now</mark>"),
        ("", "word", ""),
        ("by re-entry now", "reentry", "by <mark>re-entry</mark> now"),
        ("by reentry now", "re-entry", "by <mark>reentry</mark> now"),
        ("on smug-\ngling", "smuggling", "on <mark>smug-\ngling</mark>"),
        ("on smug\u00adgling", "smuggling", "on <mark>smug\u00adgling</mark>"),
        ("a word", "", "a word"),
        ("word word", "word", "<mark>word</mark> <mark>word</mark>"),
    ],
)
def test_words_are_marked(text: str, typed: str, drawn: str) -> None:
    assert marked(text, read(typed)) == drawn


def test_an_excerpt_stands_around_the_words() -> None:
    drawn, at = excerpt(LONG, read("coordinator speak"))
    assert drawn == (
        "… First they met. First they met. First they met. Then the <mark>Coordinator</mark> invited the WCO to"
        " <mark>speak</mark>." + " Last they ate." * 8 + " Last …"
    )
    assert LONG[at:].startswith("Coordinator")


def test_an_excerpt_holds_as_many_of_the_words_as_it_can() -> None:
    drawn, _at = excerpt(f"They met to speak. {LONG}", read("coordinator speak"))
    assert drawn.count("<mark>") == 2


FAR = "They met. " * 40


@pytest.mark.parametrize(
    ("text", "typed", "begins"),
    [
        (f"We speak. {FAR} We speak.", "speak", "speak. They"),
        (f"We speak. {FAR} The zebra came, speak.", "speak zebra", "zebra came"),
        (f"The zebra came. We speak. {FAR} Horses.", "speak zebra horses", "zebra came"),
        (f"Horses. {FAR} The zebra came. We speak.", "speak zebra horses", "zebra came"),
    ],
)
def test_of_stretches_that_hold_as_many_the_first_is_shown(text: str, typed: str, begins: str) -> None:
    _drawn, at = excerpt(text, read(typed))
    assert text[at:].startswith(begins)


@pytest.mark.parametrize(
    ("text", "typed", "drawn"),
    [
        # Where nothing parts the words the excerpt is cut anywhere.
        ("/" * 300 + "speak up", "speak", "… " + "/" * 60 + "<mark>speak</mark> up"),
        ("speak" + "/" * 300, "speak", "<mark>speak</mark>" + "/" * 215 + " …"),
        # What is only begun at the end is not marked.
        ("risk list " + "/" * 205 + " risk list", '"risk list"', "<mark>risk list</mark> " + "/" * 205 + " …"),
        ("speak " + "/" * 213 + " x", "speak", "<mark>speak</mark> " + "/" * 213 + " …"),
        ("speak " + "/" * 212 + " x", "speak", "<mark>speak</mark> " + "/" * 212 + " x"),
    ],
)
def test_an_excerpt_is_cut_at_both_ends(text: str, typed: str, drawn: str) -> None:
    assert excerpt(text, read(typed))[0] == drawn


def test_what_is_not_there_makes_no_excerpt() -> None:
    assert excerpt(LONG, read("zebra")) == ("", 0)


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt("We speak", read("speak")) == ("We <mark>speak</mark>", 3)


def test_the_first_stretch_that_holds_all_is_shown_whatever_comes_after() -> None:
    apart = "x " * WHOLE
    text = f"speak {apart}work, speak {apart}speak work"
    drawn, at = excerpt(text, read("work speak"))
    assert (text.index("work"), "<mark>work</mark>, <mark>speak</mark>" in drawn) == (at, True)


@pytest.mark.parametrize(
    ("typed", "whether"),
    [("speak work", True), ("speak zebra", False), ('"at the workshop"', True), ('"speak the"', False)],
)
def test_a_text_holds_the_words_or_does_not(typed: str, whether: bool) -> None:
    assert holds("Speak at the workshop", read(typed)) is whether


def test_only_the_first_marks_are_drawn_and_all_are_looked_through() -> None:
    text = "word " * MOST_MARKS + "word end"
    assert len(marks(text, read("word "))) == MOST_MARKS == 100
    assert holds(text, read("word end")) is True


def test_the_letters_that_begin_words_are_marked() -> None:
    drawn = marked_beginnings("Send <b> officers", ("s", "of"), [0, 9])
    assert drawn == "<mark>S</mark>end &lt;b&gt; <mark>of</mark>ficers"


def test_more_words_than_are_remembered_are_marked_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(highlight, "MOST_FITTING", 2)
    terms = read("remembered")
    drawn = [str(highlight.marked(text, terms)) for text in ("One, two, three remembered", "Four remembered", "One")]
    assert drawn == ["One, two, three <mark>remembered</mark>", "Four <mark>remembered</mark>", "One"]
    assert {"Four", "One"} & highlight._fitting(tuple(terms)).keys() == {"One"}
