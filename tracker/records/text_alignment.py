"""What two texts share, in order: whole lines, and words in the lines that changed.

Work is bounded. Sequences too long for difflib are first cut at the words (or lines) that stand once in each of them;
once MOST_WORK is done, what remains counts as different. What moved past something else counts as different too.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from tracker.reading.spans import Span
from tracker.records.word_tokens import tokens

MOST_WORK = 500_000
_LINE = re.compile(r"\S(?:.*\S)?")


@dataclass(frozen=True, slots=True)
class Run:
    """`size` characters that stand at `old` in the old text and at `new` in the new one."""

    old: int
    new: int
    size: int

    def clip(self, start: int, end: int) -> "Run":
        """The part within old[start:end]; its size is above 0 only if there is one."""
        skipped = max(start - self.old, 0)
        return Run(self.old + skipped, self.new + skipped, min(end - self.old, self.size) - skipped)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the old text and the stretch of the new one to compare it with."""

    old: Span
    new: Span


def shared_lines(old: str, new: str, window: Window) -> Iterator[Run]:
    """The lines that both texts have within `window`."""
    return _shared(old, new, window, _lines)


def shared_words(old: str, new: str, window: Window) -> Iterator[Run]:
    """The words and signs that both texts have within `window`."""
    return _shared(old, new, window, tokens)


def _lines(text: str, start: int, end: int) -> list[Span]:
    """Those of text[start:end] that hold more than white space, without the white space around them."""
    return [Span(*line.span()) for line in _LINE.finditer(text, start, end)]


def _shared(old: str, new: str, window: Window, split: Callable[[str, int, int], list[Span]]) -> Iterator[Run]:
    ours = split(old, window.old.start, window.old.end)
    theirs = split(new, window.new.start, window.new.end)
    for i, j in _matches(
        [old[span.start : span.end] for span in ours], [new[span.start : span.end] for span in theirs]
    ):
        yield Run(ours[i].start, theirs[j].start, ours[i].end - ours[i].start)


def _matches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places (in old, in new) of equal words, rising in both."""
    whole = (-1, -1), (len(old), len(new))
    landmarks = _landmarks(old, new) if _work(old, new) > MOST_WORK else []
    left = MOST_WORK
    for (i, j), corner in pairwise([whole[0], *landmarks, whole[1]]):
        few, others = old[i + 1 : corner[0]], new[j + 1 : corner[1]]
        work = _work(few, others)
        if work <= left:
            left -= work
            yield from _matched(few, others, i + 1, j + 1)
        if corner != whole[1]:
            yield corner


def _matched(old: Sequence[str], new: Sequence[str], i: int, j: int) -> Iterator[tuple[int, int]]:
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        yield from ((i + block.a + step, j + block.b + step) for step in range(block.size))


def _work(old: Sequence[str], new: Sequence[str]) -> int:
    """About how much difflib has to weigh: all pairs of equal words, and a little for every other pair."""
    counts = Counter(new)
    return sum(counts[word] for word in old) + len(old) * len(new) // 20


def _landmarks(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places of words that stand once in both: the longest series that rises in both."""
    ours, theirs = _singles(old), _singles(new)
    return _rising([(place, theirs[word]) for word, place in ours.items() if word in theirs])


def _singles(words: Sequence[str]) -> dict[str, int]:
    counts = Counter(words)
    return {word: place for place, word in enumerate(words) if counts[word] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest series of `pairs`, which rise in their first number, that rises in the second as well."""
    lasts: list[int] = []
    chains: list[tuple[tuple[int, int], int]] = []
    ends: list[int] = []
    for pair in pairs:
        length = bisect_left(lasts, pair[1])
        chains.append((pair, ends[length - 1] if length else -1))
        lasts[length : length + 1] = [pair[1]]
        ends[length : length + 1] = [len(chains) - 1]
    series, at = [], ends[-1] if ends else -1
    while at >= 0:
        pair, at = chains[at]
        series.append(pair)
    return series[::-1]
