"""Lines that some program wrapped, as one again."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise, takewhile

from tracker.reading.layout.lines import Line, lines_of

_ENDS = ".!?…:;"
_ONE_LINE = ("heading", "rule", "row", "image", "front")
# Shorter lines that begin with capitals are items that people typed, unless the stretch shows that it is wrapped.
_WRAPPED = 40
_LONG = 160
_NARROWEST = 16
# So many lines that all end a sentence were typed by somebody, each as a paragraph.
_TYPED = 4


# "Action 3 – AB: …", "Décision 1.2 : …".
_NUMBERED_LABEL = re.compile(r"[A-ZÀ-Ý][\w'’-]{1,20} \d{1,4}(?:[./]\d{1,4}){0,3}[^:.;!?]{0,40}:(?=\s)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines without an empty one between them, and how wide a program would have made them."""

    text: str
    lines: list[Line]
    width: int
    marks: Counter[str]  # of its items
    is_wrapped: bool  # every line is full, and one begins within a sentence: only a program does that
    is_typed: bool  # every line ends a sentence

    def after(self, line: Line) -> Iterator[Line]:
        at = bisect_right(self.lines, line.start, key=lambda each: each.start)
        return (self.lines[number] for number in range(at, len(self.lines)))

    def is_full(self, last: Line, line: Line) -> bool:
        """Whether the next line's first word would not have fitted."""
        return last.end - last.start + 1 + len(_first_word(self.text, line)) > self.width


def runs(text: str) -> Iterator[list[Line]]:
    """The lines of each block. Nothing looks further than to the next empty line."""
    lines: list[Line] = []
    for line in lines_of(text):
        if lines and line.blank_before:
            yield from _joined(_stretch(text, lines), lines)
            lines = []
        lines.append(line)
    if lines:
        yield from _joined(_stretch(text, lines), lines)


def _stretch(text: str, lines: list[Line]) -> Stretch:
    # An address that is longer than the others are wide stands alone: it says nothing of the width.
    several = [line for line in lines if " " in text[line.words_at : line.end]] or lines
    width = max(line.end - line.start for line in several)
    marks = Counter(_mark(text, line) for line in lines if line.kind == "item")
    is_typed = len(lines) >= _TYPED and all(text[line.end - 1] in _ENDS for line in lines)
    found = Stretch(text, lines, width, marks, is_wrapped=False, is_typed=is_typed)
    within = [(last, line) for last, line in pairwise(lines) if line.kind == "plain" and last.kind not in _ONE_LINE]
    is_wrapped = width >= _NARROWEST and all(found.is_full(*pair) for pair in within)
    begins_within = any(text[line.words_at].islower() for _, line in within)
    return replace(found, is_wrapped=is_wrapped and begins_within and len(within) > 1)


def _joined(stretch: Stretch, lines: list[Line]) -> Iterator[list[Line]]:
    run = lines[:1]
    for line in lines[1:]:
        if run[0].kind not in _ONE_LINE and _goes_on(stretch, run, line):
            run.append(line)
        else:
            yield run
            run = [line]
    yield run


def _goes_on(stretch: Stretch, run: list[Line], line: Line) -> bool:
    last = run[-1]
    if line.quoted != last.quoted or line.kind not in ("plain", "turn", "heading", "item"):
        return False
    if line.kind == "heading" and line.depth < 7:
        return False
    text, length = stretch.text, last.end - last.start
    is_full, ended = stretch.is_full(last, line), text[last.end - 1] in _ENDS
    is_wide = stretch.is_wrapped or length >= _WRAPPED
    if line.kind == "item":
        return is_full and not ended and is_wide and _is_lone(stretch, run[0], line)
    if line.kind == run[0].kind == "turn" and not stretch.is_wrapped:
        return False  # A label each, as "Présents :" above "Excusés :".
    if line.kind != "plain":
        return is_full and not ended and is_wide and stretch.width <= _LONG
    if _hangs(run[0], line.words_at - line.start) and text[last.end - 1] != ":":
        return True
    if ended and _NUMBERED_LABEL.match(text, line.words_at, line.end):
        return False
    if text[line.words_at].islower():
        return not ended or is_full
    return is_full and is_wide and not stretch.is_typed and (stretch.width <= _LONG or not ended)


def _hangs(first: Line, column: int) -> bool:
    """Whether it stands right below the words of an item."""
    return first.kind == "item" and column == first.words_at - first.start


def _is_lone(stretch: Stretch, first: Line, line: Line) -> bool:
    """Whether what looks like an item in the middle of a sentence is none: "- they plan", "(b) agree", "13. May"."""
    if first.kind in ("plain", "turn"):
        return stretch.marks.total() == 1
    mark = _mark(stretch.text, line)
    if not _hangs(first, line.depth) or mark not in "–—":
        return False
    below = takewhile(lambda each: each.kind != "item" or each.depth > first.depth, stretch.after(first))
    alike = (each for each in below if each.kind == "item" and _mark(stretch.text, each) == mark)
    # Of a list within the item there are more.
    return len(list(islice(alike, 2))) == 1


def _mark(text: str, item: Line) -> str:
    """The last letter of its mark: a dash, a star, a bracket, a dot."""
    return text[item.start + item.depth : item.words_at].rstrip()[-1:]


def _first_word(text: str, line: Line) -> str:
    return text[line.start : line.end].split(None, 1)[0]
