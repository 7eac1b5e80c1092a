"""Where the sentences of a block begin and end."""

import re
from collections.abc import Iterator

from tracker.reading.layout.blocks import Block
from tracker.reading.spans import Span

_NEVER_LAST = re.compile(
    r"mr|mrs|ms|mx|mme|mlle|dr|prof|st|ste|gen|col|lt|capt|sgt|cdr|adm|amb|hon|rev|mm|mgr|messrs|pr|h\.e|s\.e|sen|rep"
    r"|e\.g|i\.e|cf|vs|viz|incl|approx|ca|resp|p\.ex|ex|c\.-à-d|jr|sr|inc|ltd|co|rt",
    re.IGNORECASE,
)
_BEFORE_FIGURES = re.compile(
    r"nos?|nr|n|arts?|paras?|pp?|par|vol|chap|ch|cl|fig|sect?|docs?|res|rés|dec|déc|reg|ref|réf"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|janv|févr|avr|juil",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"\(?(?:\d+(?:\.\d+)*|[a-z]|[ivxlc]+|[IVXLC]+|[A-Z])[.)]\)?")
_CLOSERS = r"(?:[\"'”’)\]*_]|\s?»)*+"
_STOP = re.compile(rf"(?:(?<![.!?…؟۔।])[.!?…؟۔।]+{_CLOSERS}(?=\s)|[。！？]+[」』”’）]*)\s*")
_OPENERS = "\"'“”‘’«([¿¡*_ \u00a0\u202f"
# How far to look for the first letter: dots and stars alone are no sentence.
_LOOK = 40
_LAST_WORD = re.compile(r"[\w.'’-]*\Z")
# What French puts before a word that begins with a vowel: "l’art. 3".
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu)['’]", re.IGNORECASE)


def sentences_in_block(text: str, block: Block) -> Iterator[Span]:
    """A row of a table of actions is one, whatever its cells hold."""
    return iter([Span(block.start, block.end)]) if block.cells else sentences_of(text, block.start, block.end)


def sentences_of(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of text[start:end], without the white space around them."""
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and _ends(text, begin, stop):
            yield Span(begin, stop.start() + len(stop[0].rstrip()))
            begin = stop.end()
    if begin < end and text[begin:end].strip():
        yield Span(begin, end)


def _ends(text: str, begin: int, stop: re.Match[str]) -> bool:
    following = text[stop.end() : stop.end() + 8].lstrip(_OPENERS)[:1]
    if following.islower() or not any(letter.isalnum() for letter in text[begin : min(stop.start(), begin + _LOOK)]):
        return False
    if stop[0].rstrip() != ".":
        return True
    word = _word_before(text, begin, stop.start())
    return not (
        _NEVER_LAST.fullmatch(word)
        or (_BEFORE_FIGURES.fullmatch(word) and following.isdigit())
        or _is_initials(word)
        or _NUMBERING.fullmatch(text, begin, stop.start() + 1)
    )


def _word_before(text: str, begin: int, end: int) -> str:
    found = _LAST_WORD.search(text, max(begin, end - 24), end)
    word = found[0].lstrip("'’-.") if found else ""
    return word[elided.end() :] if (elided := _ELIDED.match(word)) else word


def _is_initials(word: str) -> bool:
    return all(len(part) == 1 and part.isupper() for part in re.split(r"\.-?|-", word))
