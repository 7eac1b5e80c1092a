"""How a record is drawn: paragraphs of sentences, cut into pieces where passages begin and end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.records.sentences import Span, paragraphs, sentences_of


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same passages: `keys` cover it, in order of their start; `ends` are those that end with it."""

    text: str
    keys: tuple[int, ...]
    ends: tuple[int, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """`start` and `end` bound the words; the pieces also hold the white space before the next sentence."""

    start: int
    end: int
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Paragraph:
    sentences: list[Sentence]


@dataclass(frozen=True, slots=True)
class _Mark:
    key: int
    start: int
    end: int


def lay_out(text: str, passages: Sequence[tuple[int, int, int]]) -> list[Paragraph]:
    """The paragraphs of `text` with its passages, each given as (key, start, end) in code points.

    Passages may overlap and reach over paragraphs. What lies outside of the text, or is only white space, is left out.
    """
    marks = sorted(_marks(text, passages), key=lambda mark: (mark.start, -mark.end))
    return [Paragraph(list(_sentences(text, paragraph, marks))) for paragraph in paragraphs(text)]


def _marks(text: str, passages: Sequence[tuple[int, int, int]]) -> Iterator[_Mark]:
    for key, start, end in passages:
        first, last = max(start, 0), max(min(end, len(text)), 0)
        words = text[first:last]
        if words.strip():
            yield _Mark(key, last - len(words.lstrip()), first + len(words.rstrip()))


def _sentences(text: str, paragraph: Span, marks: list[_Mark]) -> Iterator[Sentence]:
    inside = [mark for mark in marks if mark.start < paragraph.end and mark.end > paragraph.start]
    spans = list(sentences_of(text, paragraph))
    borders = [*(span.start for span in spans[1:]), paragraph.end]
    for span, border in zip(spans, borders, strict=True):
        yield Sentence(span.start, span.end, list(_pieces(text, span.start, border, inside)))


def _pieces(text: str, start: int, end: int, marks: list[_Mark]) -> Iterator[Piece]:
    cuts = {start, end, *(cut for mark in marks for cut in (mark.start, mark.end) if start < cut < end)}
    for first, last in pairwise(sorted(cuts)):
        over = [mark for mark in marks if mark.start <= first and mark.end >= last]
        yield Piece(
            text=text[first:last],
            keys=tuple(mark.key for mark in over),
            ends=tuple(mark.key for mark in over if mark.end == last),
            start=first,
        )
