"""An edit of a text: where a stretch of the old version stands in the new one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from tracker.reading.spans import Span
from tracker.records.text_alignment import Run, Window, shared_lines, shared_words
from tracker.records.word_tokens import count_words, shared, tokens

SLACK = 32
SPARE_TOKENS = 4


@dataclass(frozen=True)
class Edit:
    """The change from one text to another. Not slotted: it keeps what it found out for the next question."""

    old: str
    new: str

    def kept(self, start: int, end: int) -> Iterator[Span]:
        """Where old[start:end] stands if all that changed lies after it; then, if all lies before it."""
        if end <= self._head:
            yield Span(start, end)
        if start >= len(self.old) - self._tail:
            shift = len(self.new) - len(self.old)
            yield Span(start + shift, end + shift)

    def changed(self, start: int, end: int) -> Span | None:
        """Where what is left of old[start:end] stands, with the words that took the place of lost ones.

        At least half of its words must be left, within a stretch of at most twice its length and SLACK characters.
        """
        runs = self._runs(start, end)
        hits = [hit for run in runs if (hit := run.clip(start, end)).size > 0]
        words = [count_words(self.old[hit.old : hit.old + hit.size]) for hit in hits]
        first, last = _neighbourhood(hits, words, 2 * (end - start) + SLACK)
        if 2 * sum(words[first:last]) < count_words(self.old[start:end]):
            return None
        return Span(self._beginning(runs, hits[first], start), self._ending(runs, hits[last - 1], end))

    def _beginning(self, runs: list[Run], hit: Run, start: int) -> int:
        """Where the passage begins in the new text, if `hit` is the first that is left of it."""
        before = [run for run in runs if run.old < hit.old][-1:] or [Run(0, 0, 0)]
        gap = Span(before[0].old + before[0].size, hit.old)
        taken = tokens(self.new, before[0].new + before[0].size, hit.new)
        room = self._room(Span(max(start, gap.start), hit.old), gap)
        return taken[-room:][0].start if room and taken else hit.new

    def _ending(self, runs: list[Run], hit: Run, end: int) -> int:
        """Where the passage ends in the new text, if `hit` is the last that is left of it."""
        after = [run for run in runs if run.old >= hit.old + hit.size][:1] or [Run(len(self.old), len(self.new), 0)]
        gap = Span(hit.old + hit.size, after[0].old)
        taken = tokens(self.new, hit.new + hit.size, after[0].new)
        room = self._room(Span(gap.start, min(end, gap.end)), gap)
        return taken[:room][-1].end if room and taken else hit.new + hit.size

    def _room(self, lost: Span, gap: Span) -> int:
        """How many words may have taken the place of `lost`: as many; some more when nothing beside it was lost."""
        few, all_ = len(tokens(self.old, lost.start, lost.end)), len(tokens(self.old, gap.start, gap.end))
        return 2 * few + SPARE_TOKENS if 0 < few == all_ else few

    def _runs(self, start: int, end: int) -> list[Run]:
        """What both texts share: whole lines, and the words of the changed lines that old[start:end] reaches into."""
        runs: list[Run] = []
        for before, after in pairwise(self._lines):
            runs.append(before)
            window = Window(Span(before.old + before.size, after.old), Span(before.new + before.size, after.new))
            if window.old.start < end and window.old.end > start:
                runs += shared_words(self.old, self.new, window)
        return [*runs, self._lines[-1]]

    @cached_property
    def _lines(self) -> list[Run]:
        head = self.old.rfind("\n", 0, self._head) + 1
        tail = min(self._tail, len(self.old) - head, len(self.new) - head)
        line_end = self.old.find("\n", len(self.old) - tail)
        old_end = line_end if line_end >= 0 else len(self.old)
        new_end = old_end + len(self.new) - len(self.old)
        middle = Window(Span(head, old_end), Span(head, new_end))
        lines = shared_lines(self.old, self.new, middle)
        return [Run(0, 0, head), *lines, Run(old_end, new_end, len(self.old) - old_end)]

    @cached_property
    def _head(self) -> int:
        return shared(self.old, self.new)

    @cached_property
    def _tail(self) -> int:
        return shared(self.old[::-1], self.new[::-1])


def _neighbourhood(hits: Sequence[Run], words: Sequence[int], width: int) -> tuple[int, int]:
    """The slice of `hits` that holds most words while it reaches over at most `width` characters of the new text."""
    best, best_words, first, inside = (0, 0), 0, 0, 0
    for last, hit in enumerate(hits):
        inside += words[last]
        while hit.new + hit.size - hits[first].new > width:
            inside -= words[first]
            first += 1
        if inside > best_words:
            best, best_words = (first, last + 1), inside
    return best
