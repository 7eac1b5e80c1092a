"""From cues to a score and a band, by the table of weights that `fit.py` made."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tracker.reading.candidate import Sentence

TABLE = Path(__file__).parent / "weights.json"
# Whatever else speaks for it: what is done, said by somebody quoted, or a list of who was there asks for nothing more.
VETOES = {
    "is_done", "quoted", "is_image", "is_rule", "listed_in_people", "listed_in_absent", "in_done", "no_words", "bare",
    "mark_done", "is_vote", "named_box",
}  # fmt: skip


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
        """The cues that speak for it, the weightiest first."""
        told = [name for name in names if self.weights.get(name, 0) >= 0.2]
        return sorted(told, key=lambda name: (-self.weights[name], name))[:3]


@cache
def table() -> Table:
    return Table(**json.loads(TABLE.read_text(encoding="utf-8")))


def is_vetoed(sentence: Sentence) -> bool:
    cues = sentence.cues.keys()
    if cues & VETOES:
        return True
    if "mark" in cues:
        return False
    return "is_heading" in cues or ("listed_in_agenda" in cues and "is_plain" not in cues)
