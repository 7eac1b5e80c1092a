"""From cues to a score and a band, by the table of weights that `fit.py` made."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tracker.reading.candidate import Sentence

TABLE = Path(__file__).parent / "weights.json"
MOST_REASONS = 3
_ALMOST = 1e-6
# The cues that a page can put into words.
TOLD = (
    "mark", "box_open", "in_actions", "subject_to", "to_first", "verb_first", "name_does", "owner_at_end", "name_colon",
    "will_do", "will_be_done", "will", "said_will", "agree", "agreed_by_all", "commit", "promise", "offered", "task_to",
    "request", "please",
    "next_meeting", "next_dated", "planned_event", "moved_to", "left_open", "cooperation", "need", "should",
    "deadline", "led",
)  # fmt: skip
# Cues that are told in the words of another.
AS = {
    "name_to": "subject_to", "name_now": "name_does", "infinitive_first": "verb_first", "would_do": "said_will",
    "should_do": "should", "must_do": "need", "to_be_done": "will_be_done", "asks_for": "request",
}  # fmt: skip
# Whatever else speaks for it: what is done, said by somebody quoted, or a list of who was there asks for nothing more.
VETOES = {
    "is_done",
    "quoted",
    "is_image",
    "is_rule",
    "is_front",
    "is_head_row",
    "beside_task",
    "listed_in_people",
    "listed_in_absent",
    "in_done",
    "no_words",
    "bare",
    "mark_done",
    "all_denied",
    "is_vote",
    "named_box",
    "only_link",
    "opening",
}
# A title of an agenda asks for nothing; what is noted under it may.
NOTED = {"is_plain", "name_to", "name_does", "will_do", "next_dated"}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """What each cue adds to a sentence's score, and from where on a score is in a band."""

    weights: dict[str, float]
    perhaps: float
    sure: float

    def score(self, names: Iterable[str]) -> float:
        total = self.weights.get("always", 0.0) + sum(self.weights.get(name, 0.0) for name in names)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def band(self, score: float) -> str:
        return "sure" if score >= self.sure else "perhaps" if score >= self.perhaps else ""

    def reasons(self, names: Iterable[str]) -> list[str]:
        """The cues that can be told in words and speak for it, the weightiest first; a pair counts for its first."""
        sums = dict.fromkeys(TOLD, 0.0)
        for name in names:
            first = name.partition("+")[0]
            first = AS.get(first, first)
            if first in sums:
                # What is there says something, whatever the weight of its own.
                sums[first] += self.weights.get(name, 0.0) + (name == first)
        told = [name for name in TOLD if sums[name] > 0]
        return sorted(told, key=lambda name: -sums[name])[:MOST_REASONS]


@dataclass(frozen=True)
class Learnt:
    """What a house's own decisions change: from where on a score is in a band, and how much more or less its reasons
    count here. The scores themselves stay as they are shipped, so that decisions can be compared.
    """

    perhaps: float
    sure: float
    offsets: dict[str, float]

    def score(self, score: float, reasons: Iterable[str]) -> float:
        """A score in the house's own measure."""
        score = max(_ALMOST, min(1 - _ALMOST, score))
        total = math.log(score / (1 - score)) + sum(self.offsets.get(name, 0.0) for name in reasons)
        return 1 / (1 + math.exp(-total))

    def band(self, score: float, reasons: Iterable[str]) -> str:
        here = self.score(score, reasons)
        return "sure" if here >= self.sure else "perhaps" if here >= self.perhaps else ""


@cache
def table() -> Table:
    return Table(**json.loads(TABLE.read_text(encoding="utf-8")))


def is_vetoed(sentence: Sentence) -> bool:
    cues = sentence.cues.keys()
    if cues & VETOES:
        return True
    if "mark" in cues:
        return False
    return "is_heading" in cues or ("listed_in_agenda" in cues and not cues & NOTED)
