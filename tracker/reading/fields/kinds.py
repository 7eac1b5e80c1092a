"""What kind of follow-up it is: the words near the main verb say so, the nearer the more."""

import re
from collections import defaultdict
from itertools import pairwise, zip_longest

from tracker.reading.candidate import Sentence
from tracker.reading.grammar import Grammar

_MAIN = (
    "task_to", "name_to", "subject_to", "to_first", "verb_first", "will_do", "said_will", "promise", "commit", "agree",
    "will_be_done", "request", "planned_event", "left_open", "will", "please", "next_meeting", "need", "should",
)  # fmt: skip
_FAR = 14
_ASKING = {"task_to", "request"}
_SOON, _OBJECT = 5, 7  # words to what is done, and from there to what it is done to
_NEAR = 22  # words from who is asked to what is asked
_PROMISED = {"commit", "agree", "will_do", "request", "will_be_done"}
# "At the next meeting" says when, not what.
_WHEN = re.compile(
    r"\b(?:at|by|to|for|in|until|before|during|of|lors de|avant|pour|d'ici|à|de|du|de la|lors du)"
    r" +(?:(?:the|la|le|sa|leur|our|its|their) +)?(?:(?:next|following|prochaine?) +)?\Z"
)


def kind_of(sentence: Sentence, grammar: Grammar) -> str:
    """One of the house's kinds; "other" where nothing says more."""
    start = _main(sentence, grammar)
    tokens = [token for token in sentence.tokens if token.start() >= start][:_FAR]
    sums = _sums(sentence, tokens, grammar)
    if _hands_over_a_paper([token[0] for token in tokens], grammar):
        sums["document"] += 0.7
    if sentence.has("left_open"):
        sums["cooperation_area"] += 1.0
    if sentence.has("invites") and sentence.has("task_to"):
        sums["invitation"] += 0.9
    if _is_of_a_meeting(sentence):
        sums["meeting"] += 1.2
    return max(sums, key=lambda kind: sums[kind]) if sums else _without_a_word(sentence)


def _sums(sentence: Sentence, tokens: list[re.Match[str]], grammar: Grammar) -> dict[str, float]:
    """By kind what its words say, and its pairs of words."""
    sums: dict[str, float] = defaultdict(float)
    for n, (token, following) in enumerate(zip_longest(tokens, tokens[1:])):
        pair = f"{token[0]}_{following[0]}" if following else ""
        for kind, words in grammar.kinds.items():
            if weight := words.get(token[0], 0) + words.get(pair, 0):
                is_when = kind == "meeting" and _WHEN.search(sentence.lower, max(0, token.start() - 30), token.start())
                sums[kind] += weight / (1 + 0.5 * n) / (3 if is_when else 1)
    return sums


def _hands_over_a_paper(said: list[str], grammar: Grammar) -> bool:
    """ "Send the list": what comes of it is the list, whoever is told."""
    at = next((n for n, word in enumerate(said[:_SOON]) if word in grammar.words["hands_over"]), None)
    return at is not None and not grammar.words["papers"].isdisjoint(said[at + 1 : at + 1 + _OBJECT])


def _is_of_a_meeting(sentence: Sentence) -> bool:
    """Whether a meeting or the like is what is to come, not only when something else is due."""
    if sentence.cues.keys() & {"verb_first", "subject_to", "name_to", "mark"}:
        return False
    if place := sentence.cues.get("next_meeting"):
        at = place.start - sentence.span.start
        return not _WHEN.search(sentence.lower, max(0, at - 30), at)
    return sentence.has("dated") and (sentence.has("planned_event") or sentence.has("in_next_meeting"))


def _without_a_word(sentence: Sentence) -> str:
    """A promise in prose is mostly something to carry out; a task on a list is mostly something to write."""
    if sentence.cues.keys() & _PROMISED and sentence.has("is_plain"):
        return "decision"
    return "other" if sentence.has("short") else "document"


def _main(sentence: Sentence, grammar: Grammar) -> int:
    """Where what is to be done begins: "requests the secretary to send" asks for sending."""
    for name in _MAIN:
        if place := sentence.cues.get(name):
            at = (place.end if name == "name_to" else place.start) - sentence.span.start
            return _asked_for(sentence, at, grammar) if name in _ASKING else at
    return sentence.tokens[sentence.core].start() if sentence.core < len(sentence.tokens) else 0


def _asked_for(sentence: Sentence, at: int, grammar: Grammar) -> int:
    tokens = [token for token in sentence.tokens if token.start() >= at][:_NEAR]
    for token, following in pairwise(tokens):
        if token[0] in grammar.words["to"] and grammar.is_verb(following[0]):
            return following.start()
    return at
