"""Works that a text names as going on: "the activities include the rollout of … and further training of …"."""

import re

from tracker.reading.candidate import Sentence
from tracker.reading.cues import sentence as sentence_at
from tracker.reading.grammar import Grammar
from tracker.reading.spans import Span, lowered, plain

_NAME = re.compile(r" *((?:the +|la +|le +|l')?[A-Z][\w&-]*(?: +[A-Z][\w&-]*){0,5})")
_AND = re.compile(r"\w+\s+")


def works_of(found: Sentence, text: str, grammar: Grammar) -> list[Sentence]:
    """Its works as sentences of their own, none unless one is said to go on."""
    named, further = found.cues.get("works_named"), found.cues.get("goes_further")
    if not (named and further and named.end < further.start):
        return []
    end = found.span.start + len(found.words.rstrip(" ."))
    joined = _AND.match(text, further.start)
    spans = [_stripped(text, named.end, further.start), _stripped(text, joined.end() if joined else further.start, end)]
    plainly = plain(text)
    lower = lowered(plainly)
    works = [sentence_at(plainly, lower, found.block, span, found.nth, grammar) for span in spans]
    for work in works:
        work.cues.pop("left_open", None)  # it goes on: nothing of it is left open
    return works


def who_does(found: Sentence, before: Sentence | None, text: str) -> Span | None:
    """By whom they are told to be done, in the sentence itself or the one before it."""
    for one in filter(None, (found, before)):
        if (by := one.cues.get("done_by")) and (name := _NAME.match(text, by.end)):
            return Span(*name.span(1))
    return None


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip(" ,")))
