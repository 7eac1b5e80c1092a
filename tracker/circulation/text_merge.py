"""A change that somebody made to an older text, taken over into what the text has become since. Pure."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from tracker.records.text_changes import changes

# What stands before the words of an item of a list.
_MARK = re.compile(r"\s*(?:[-*•–]|\d+[.)])\s+")
# After this a sentence, or a line, is over.
_END = re.compile(r"[.!?…]+[\"'»”’)\]]*[^\S\n]|\n")


@dataclass(frozen=True, slots=True)
class Hunk:
    """Words that stand in the place of old[start:end]."""

    start: int
    end: int
    words: str

    def meets(self, other: "Hunk", text: str) -> bool:
        """Whether both are about one sentence: together they might say what nobody has read."""
        mine, theirs = _sentences_around(self, text), _sentences_around(other, text)
        return mine[0] < theirs[1] and theirs[0] < mine[1]


def _sentences_around(hunk: Hunk, text: str) -> tuple[int, int]:
    ends = _ends(text)
    return ends[bisect_right(ends, hunk.start) - 1], ends[bisect_right(ends, hunk.end)]


# A page of many corrections asks the same of one text for each of them.
@lru_cache(maxsize=2)
def _ends(text: str) -> list[int]:
    """Where its sentences end, and where the first begins."""
    return [0, *(match.end() for match in _END.finditer(text)), len(text) + 1]


@lru_cache(maxsize=2)
def _others(old: str, theirs: str) -> list[Hunk]:
    return hunks(old, theirs)


def hunks(old: str, new: str) -> list[Hunk]:
    """What changed from one text to the other, in order."""
    found: list[Hunk] = []
    at, is_open = 0, False
    for change in changes(old, new):
        if change.kind == "same":
            at, is_open = at + len(change.text), False
            continue
        last = found.pop() if is_open else Hunk(at, at, "")
        if change.kind == "gone":
            at += len(change.text)
            found.append(Hunk(last.start, at, last.words))
        else:
            found.append(Hunk(last.start, last.end, last.words + change.text))
        is_open = True
    return found


def taken_over(old: str, mine: str, theirs: str) -> str | None:
    """`theirs` with what `mine` changed of `old`, too; None where both changed the same sentence otherwise."""
    ours, others = hunks(old, mine), _others(old, theirs)
    fresh = [hunk for hunk in ours if hunk not in others]
    if any(hunk.meets(other, old) for hunk in fresh for other in others):
        return None
    pieces, at = [], 0
    for hunk in sorted([*fresh, *others], key=lambda each: each.start):
        pieces += [old[at : hunk.start], hunk.words]
        at = hunk.end
    return "".join([*pieces, old[at:]])


def replaced(text: str, start: int, end: int, words: str) -> str:
    """`words` in the place of text[start:end]; of an item of a list that is struck as a whole no mark is left."""
    line, after = text.rfind("\n", 0, start) + 1, text[end : end + 1]
    if not words and after in ("", "\n") and _MARK.fullmatch(text, line, start):
        return text[:line] + text[end + 1 :] if after else text[:line].removesuffix("\n")
    return text[:start] + words + text[end:]
