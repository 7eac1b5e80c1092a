"""Where a stretch of one version of a text stands in the next one."""

import pytest

from tracker.reading.spans import Span
from tracker.records.text_edits import SLACK, Edit

pytestmark = pytest.mark.one_database


def stands(marked: str, new: str) -> str | None:
    """What stands for the words in brackets."""
    before, passage, after = marked.replace("]", "[").split("[")
    place = Edit(before + passage + after, new).changed(len(before), len(before) + len(passage))
    return place and new[place.start : place.end]


@pytest.mark.parametrize(
    ("old", "new", "now"),
    [
        # As many words as were lost may have taken their place.
        ("We met [the old board] today", "We met the new board today", "the new board"),
        ("We met [the board old] today", "We met the board new today", "the board new"),
        ("We met [the board old] of trade", "We met the board new of trade", "the board new"),
        ("We met [the old board] today", "We met the board today", "the board"),
        ("[old the board] met", "new the board met", "new the board"),
        ("met [the board old]", "met the board new", "the board new"),
        ("[one two] three", "one two", "one two"),
        ("We saw [old the board] met", "We saw new the board met", "new the board"),
        ("We saw [the board old] met", "We saw the board new met", "the board new"),
        # Some more of them when nothing beside them was lost.
        ("[the board old] met", "the board 1 2 3 4 5 6 met", "the board 1 2 3 4 5 6"),
        ("[the board old] met", "the board 1 2 3 4 5 6 7 met", "the board 1 2 3 4 5 6"),
        ("[old the board] met", "6 5 4 3 2 1 the board met", "6 5 4 3 2 1 the board"),
        ("[old the board] met", "7 6 5 4 3 2 1 the board met", "6 5 4 3 2 1 the board"),
        # What was lost beside them takes its own share.
        ("We met [the board old rusty] creaking today", "We met the board 1 2 3 today", "the board 1 2"),
        ("We met silly creaking [old rusty the board] today", "We met 4 3 2 1 the board today", "2 1 the board"),
        # Nothing was lost: what stands beside them now is not of them.
        ("We met [the board] today", "We met the board of trade today", "the board"),
        ("We met [the board] of trade", "We met the board of ministers", "the board"),
        ("We met [the board] today", "We met all of the board today", "the board"),
        # Half of the words are enough, and fewer are not.
        ("[one two three four]", "one two x y", "one two x y"),
        ("[one two three four]", "one x y z", None),
        ("[one two three four five]", "one two x y z", None),
        # Of stretches with as many words the first.
        ("[one two three four]", f"one two {'x' * 80} three four", "one two"),
        # Within the lines that it stood in.
        ("a\n[one two]\nb three\nc", "a x\none two\nb four\nc", "one two"),
        ("a\nk [one two\nb] three\nc", "a\nk one six\nb four\nc", "one six\nb"),
        ("one\n[one two]\none", "one\none six\none", "one six"),
        ("x\n[x y]\nx y", "x\nx y z\nx y", "x y"),
        # What both begin with may be what both end with.
        ("\nb [b\nb]", "\nb", "b"),
        ("\n [a]\na", "\na", "a"),
        # An empty first line is the first of all those that both end with.
        ("[\nthe board]", "They met\nthe board", "\nthe board"),
    ],
)
def test_a_passage_stands_where_its_words_are(old: str, new: str, now: str | None) -> None:
    assert stands(old, new) == now


@pytest.mark.parametrize(("more", "now"), [(0, "whole"), (1, "one")])
def test_a_passage_reaches_over_twice_its_length_and_some(more: int, now: str) -> None:
    room = 2 * len("one two") + SLACK
    new = f"one {'x' * (room - len('one  two') + more)} two"
    assert stands("[one two] met", f"{new} came") == (new if now == "whole" else now)


@pytest.mark.parametrize(
    ("old", "new", "start", "end", "kept"),
    [
        ("one two", "one three", 0, 5, [Span(0, 5)]),
        ("one two", "one three", 0, 6, []),
        ("a two", "bb two", 1, 5, [Span(2, 6)]),
        ("a two", "bb two", 0, 5, []),
        ("one", "one", 0, 3, [Span(0, 3), Span(0, 3)]),
        ("la la", "la la la", 0, 5, [Span(0, 5), Span(3, 8)]),
    ],
)
def test_what_lies_before_or_after_all_that_changed_is_kept(
    old: str, new: str, start: int, end: int, kept: list[Span]
) -> None:
    assert list(Edit(old, new).kept(start, end)) == kept


def test_what_is_left_of_a_passage_is_where_most_of_its_words_stand() -> None:
    kept, lost = "one two three four", "filler words go on here\n" * 6
    edit = Edit(f"{kept}\nfive x\nsix y", f"{kept}\n{lost}five z\nsix w")
    assert edit.changed(0, len(edit.old)) == Span(0, len(kept) + 1)
