"""Where the paragraphs and sentences of a record begin and end."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.kit.text import BREAK


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, in code points; `end` is the first place after it."""

    start: int
    end: int


_NEVER_LAST = re.compile(
    r"mr|mrs|ms|mx|mme|mlle|dr|prof|st|ste|gen|col|lt|capt|sgt|cdr|adm|amb|hon|rev|mm|mgr|messrs|pr|h\.e|s\.e"
    r"|e\.g|i\.e|cf|vs|viz|incl|approx|ca|resp|p\.ex|ex|c\.-à-d",
    re.IGNORECASE,
)
_BEFORE_FIGURES = re.compile(
    r"nos?|nr|n|arts?|paras?|pp?|par|vol|chap|ch|cl|fig|sect?|docs?|res|rés|dec|déc|reg|ref|réf"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|janv|févr|avr|juil",
    re.IGNORECASE,
)

_LINE = re.compile(r"\S(?:.*\S)?")
_BROKEN = re.compile(BREAK)
# A line that some program wrapped is not shorter: what people type in short lines are items.
_WRAPPED = 25
BULLET = re.compile(r"[-–—−*•·▪▫◦‣⁃●○■□➢→✓]\s")
NUMBERING = re.compile(r"\(?(?:\d+(?:\.\d+)*|[a-z]|[ivxlc]+|[IVXLC]+|[A-Z])[.)]\)?")
_CLOSERS = r"(?:[\"'”’)\]]|\s?»)*"
_STOP = re.compile(rf"(?:(?<![.!?…؟۔।])[.!?…؟۔।]+{_CLOSERS}(?=\s)|[。！？]+[」』”’）]*)\s*")
ENDED = re.compile(rf"[.!?…:;؟۔।。！？]{_CLOSERS}\Z")
_OPENERS = "\"'“”‘’«([¿¡ \u00a0\u202f"
_LAST_WORD = re.compile(r"[\w.'’-]*\Z")
# What French puts before a word that begins with a vowel: "l’art. 3".
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu)['’]", re.IGNORECASE)


def lines(text: str, start: int = 0, end: int = sys.maxsize) -> list[Span]:
    """The lines of text[start:end] that hold more than white space, without the white space around them."""
    return [Span(*line.span()) for line in _LINE.finditer(text, start, end)]


def paragraphs(text: str) -> list[Span]:
    """The same, but that lines into which some program wrapped a paragraph, as a PDF does, are one."""
    found: list[Span] = []
    last = 0
    for line in lines(text):
        if found and _goes_on(text, found[-1], last, line.start):
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
        last = line.start
    return found


def _goes_on(text: str, paragraph: Span, last: int, line: int) -> bool:
    """Whether the paragraph, the last line of which begins at `last`, goes on in the line that begins at `line`."""
    if not text[line].islower() or NUMBERING.match(text, line) or text.count("\n", paragraph.end, line) > 1:
        return False
    if _BROKEN.match(text, paragraph.end - 1):
        return True
    is_wrapped = paragraph.end - last >= _WRAPPED and not text[paragraph.start].islower()
    return is_wrapped and not ENDED.search(text, last, paragraph.end)


def sentences(text: str) -> list[Span]:
    """The sentences of `text`, in order. Every character but white space lies in exactly one of them.

    No sentence reaches over a paragraph's end; one that begins with a bullet is one sentence.
    """
    return [sentence for paragraph in paragraphs(text) for sentence in sentences_of(text, paragraph)]


def sentences_of(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of one paragraph of `text`."""
    start = paragraph.start
    if not BULLET.match(text, start):
        for stop in _STOP.finditer(text, start, paragraph.end):
            if _ends_sentence(text, start, stop):
                yield Span(start, stop.start() + len(stop[0].rstrip()))
                start = stop.end()
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    following = text[stop.end() : stop.end() + 8].lstrip(_OPENERS)[:1]
    if following.islower():
        return False
    if stop[0].rstrip() != ".":
        return True
    word = _word_before(text, start, stop.start())
    return not (
        _NEVER_LAST.fullmatch(word)
        or (_BEFORE_FIGURES.fullmatch(word) and following.isdigit())
        or _is_initials(word)
        or NUMBERING.fullmatch(text, start, stop.start() + 1)
    )


def _word_before(text: str, start: int, end: int) -> str:
    found = _LAST_WORD.search(text, max(start, end - 24), end)
    word = found[0].lstrip("'’-.") if found else ""
    return word[elided.end() :] if (elided := _ELIDED.match(word)) else word


def _is_initials(word: str) -> bool:
    return all(len(part) == 1 and part.isupper() for part in re.split(r"\.-?|-", word))
