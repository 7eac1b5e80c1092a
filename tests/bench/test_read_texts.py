"""What is hostile is read to its end, and growth is told."""

from bench.read_texts import HOSTILE, growth, ordinary, repeated
from tracker.reading.read import read


def test_hostile_texts_are_read_to_their_ends() -> None:
    read_to = {text: read(text).blocks for text in (repeated(part, 500) for part in HOSTILE.values())}
    assert {text[blocks[-1].end :].strip(" \r\n>") for text, blocks in read_to.items() if blocks} == {""}


def test_more_than_linear_growth_is_told() -> None:
    assert list(growth("items", 1.0, 15.0)) == []
    assert list(growth("items", 1.0, 16.0)) == ["items: ten times the text takes 16 times as long."]


def test_ordinary_texts_are_as_long_as_asked() -> None:
    assert len(ordinary(30_000)) == 30_000
