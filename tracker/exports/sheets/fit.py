"""How wide the columns of a table on paper are: no word breaks, and what is long gets the room that is left."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracker.exports.sheets.sheet import Column

# Between the margins of A4 that lies on its side, in points.
ROOM = 267 / 25.4 * 72
# Of letters, in points: the first at which every word fits, and a sentence on a few lines.
SIZES = (9.0, 8.0, 7.5, 7.0, 6.5, 6.0)
# A cell has so many points at its two sides together.
AROUND = 9.0
# In letters: what is longer is an address, and may break; a column wants no more than so many for its texts. What is no
# longer than a day keeps together, unless it stands above a column.
LONGEST_WORD, LONGEST_TEXT, SHORT = 24, 60, 13
# In letters: so much of a sentence stands on a line, if there is room at some size.
SENTENCE = 30
# How wide letters are in bold, for each point of their size: as Arial has them, the widest of the faces that are used.
LETTER, _WHOLE = 0.6, 1.0
# From here on scripts are as wide as they are high.
FULL_WIDTH = "\u1100"
_LETTERS = {
    **dict.fromkeys("ijl.,:;'’|!()[]/Itfr -", 0.38),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZÀÂÄÉÈÊËÎÏÔÖÛÜÇ&", 0.75),
    **dict.fromkeys("MWmw%@–—…→", 0.95),
}


@dataclass(frozen=True, slots=True)
class Fit:
    """The size of the letters, and the width of each column, in points. Where it is tight, words break."""

    size: float
    widths: list[float]
    is_tight: bool = False


def fit(columns: Sequence[Column], rows: Sequence[Sequence[str]], room: float = ROOM) -> Fit:
    """Into `room`, in points; `rows` are as people read them."""
    words = [_widest(_words(texts)) for texts in _texts(columns, rows)]
    lines = [
        max(word, min(max(map(breadth, texts)), SENTENCE * LETTER)) if column.wide else word
        for column, texts, word in zip(columns, _texts(columns, rows), words, strict=True)
    ]
    size = next((size for size in SIZES if sum(_widths(lines, size)) <= room), SIZES[-1])
    least = _widths(lines, size)
    if sum(least) > room:
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


def breadth(text: str) -> float:
    """In letters, for each point of their size."""
    return sum(_LETTERS.get(letter, LETTER if letter < FULL_WIDTH else _WHOLE) for letter in text)


def _widest(texts: Iterable[str]) -> float:
    return min(max(map(breadth, {*texts}), default=LETTER), LONGEST_WORD * LETTER)


def _widths(words: Sequence[float], size: float) -> list[float]:
    return [word * size + AROUND for word in words]


def _more(column: Column, texts: Sequence[str], word: float) -> float:
    """How much it would take beyond its longest word; a number takes none."""
    most = min(max(map(len, texts)), LONGEST_TEXT) * LETTER
    return 0 if column.is_number else max(most - word, 0) * (2 if column.wide else 1)
