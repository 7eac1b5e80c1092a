"""How wide the columns of a table on paper are: no word breaks, and what is long gets the room that is left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.exports.sheets.sheet import Column

# Between the margins of A4 that lies on its side, in points.
ROOM = 267 / 25.4 * 72
# Of letters, in points: the first at which every word fits.
SIZES = (9.0, 8.0, 7.0, 6.0)
# A letter in bold is so wide for each point of its size; a cell has so many points at its two sides together.
LETTER, AROUND = 0.62, 9.0
# In letters: what is longer is an address, and may break; a column wants no more than so many for its texts. What is no
# longer than a day keeps together, unless it stands above a column.
LONGEST_WORD, LONGEST_TEXT, SHORT = 24, 60, 13


@dataclass(frozen=True, slots=True)
class Fit:
    """The size of the letters, and the width of each column, in points. Where it is tight, words break."""

    size: float
    widths: list[float]
    is_tight: bool = False


def fit(columns: Sequence[Column], rows: Sequence[Sequence[str]], room: float = ROOM) -> Fit:
    """Into `room`, in points; `rows` are as people read them."""
    words = [_longest(_words(texts)) for texts in _texts(columns, rows)]
    size = next((size for size in SIZES if sum(_widths(words, size)) <= room), SIZES[-1])
    least = _widths(words, size)
    left = room - sum(least)
    if left < 0:
        return Fit(size, [width * room / sum(least) for width in least], is_tight=True)
    more = [
        _more(column, texts, word) for column, texts, word in zip(columns, _texts(columns, rows), words, strict=True)
    ]
    share = left / (sum(more) or len(more))
    return Fit(size, [width + share * (extra if sum(more) else 1) for width, extra in zip(least, more, strict=True)])


def _texts(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    for place, column in enumerate(columns):
        yield [str(column.label), *(row[place] for row in rows)]


def _words(texts: Sequence[str]) -> Iterator[str]:
    head, *cells = texts
    yield from head.split(" ")
    for text in cells:
        yield from [text] if len(text) <= SHORT else text.split(" ")


def _longest(texts: Iterator[str]) -> int:
    return min(max(map(len, texts), default=1), LONGEST_WORD)


def _widths(words: Sequence[int], size: float) -> list[float]:
    return [word * size * LETTER + AROUND for word in words]


def _more(column: Column, texts: Sequence[str], word: int) -> int:
    """How many letters it would take beyond its longest word; a number takes none."""
    return 0 if column.is_number else max(min(max(map(len, texts)), LONGEST_TEXT) - word, 0) * (2 if column.wide else 1)
