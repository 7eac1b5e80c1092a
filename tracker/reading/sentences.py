"""Where the sentences of a block begin and end."""

import re
from collections.abc import Iterator

from tracker.reading.spans import Span

_STOP = re.compile(r"[.!?…。！？؟۔]['\"”’»)\]*_]{0,4}(?:\s+|\Z)|(?<=[。！？])")
_OPENERS = "\"'“”‘’«([¿¡*_ \u00a0\u202f"
_NOT_LAST = re.compile(
    r"(?:mr|mrs|ms|mx|mme|mlle|dr|prof|st|ste|gen|col|lt|capt|adm|amb|hon|rev|mm|messrs|pr|no|nos|vs|etc|e\.g|i\.e|cf|viz|incl|"
    r"approx|jr|sr|inc|ltd|co|art|arts|para|paras|pp?|vol|chap|fig|sect?|docs?|res|ref|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|"
    r"sen|rep|u\.s|u\.n|u\.k|rt|janv|févr|avr|juil|déc|réf|p\.ex|ex|[a-z])\Z",
    re.IGNORECASE,
)
# How far to look for the first letter: dots and stars alone are no sentence.
_LOOK = 40
_LAST_WORD = re.compile(r"[\w.]*\Z")


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
    following = text[stop.end() : stop.end() + 6].lstrip(_OPENERS)[:1]
    if following.islower() or not any(letter.isalnum() for letter in text[begin : stop.start()][:_LOOK]):
        return False
    if text[stop.start()] != ".":
        return True
    found = _LAST_WORD.search(text, max(begin, stop.start() - 16), stop.start())
    word = found[0] if found else ""
    return not _NOT_LAST.match(word) or word[:1].isdigit()
