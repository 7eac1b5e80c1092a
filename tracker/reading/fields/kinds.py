"""What kind of follow-up it is: the words near the main verb say so, the nearer the more."""

from collections import defaultdict

from tracker.reading.candidate import Sentence
from tracker.reading.grammar import Grammar

_MAIN = (
    "task_to", "subject_to", "to_first", "verb_first", "will_do", "said_will", "promise", "commit", "agree",
    "will_be_done", "request", "planned_event", "left_open", "will", "please", "next_meeting", "need", "should",
)  # fmt: skip
_FAR = 14


def kind_of(sentence: Sentence, grammar: Grammar) -> str:
    """One of the house's kinds; "other" where nothing says more."""
    start = _main(sentence)
    sums: dict[str, float] = defaultdict(float)
    tokens = [token for token in sentence.tokens if token.start() >= start][:_FAR]
    for n, token in enumerate(tokens):
        for kind, words in grammar.kinds.items():
            if token[0] in words:
                sums[kind] += words[token[0]] / (1 + 0.5 * n)
    if sentence.has("left_open"):
        sums["cooperation_area"] += 1.0
    if sentence.has("next_meeting") and not _is_told(sentence):
        sums["meeting"] += 1.2
    return max(sums, key=lambda kind: sums[kind]) if sums else _without_a_word(sentence)


def _is_told(sentence: Sentence) -> bool:
    return sentence.has("verb_first") or sentence.has("subject_to") or sentence.has("mark")


def _without_a_word(sentence: Sentence) -> str:
    """A promise in prose is mostly something to carry out; a task on a list is mostly something to write."""
    if sentence.cues.keys() & {"commit", "agree", "will_do", "request"} and sentence.has("is_plain"):
        return "decision"
    return "other" if sentence.has("short") else "document"


def _main(sentence: Sentence) -> int:
    for name in _MAIN:
        if place := sentence.cues.get(name):
            return place.start - sentence.span.start
    return sentence.tokens[sentence.core].start() if sentence.core < len(sentence.tokens) else 0
