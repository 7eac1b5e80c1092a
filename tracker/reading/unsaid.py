"""What is denied with the words that it hangs on: "It was not agreed that Anna will send it", "refused to send it"."""

from collections.abc import Iterator
from itertools import dropwhile, pairwise

from tracker.reading.candidate import Sentence
from tracker.reading.denied import ANEW, is_denied_at
from tracker.reading.grammar import Grammar

# So many words stand between "the proposal" and "was rejected", and between "rejected" and "the proposal".
_PROPOSED, _NEAR = 25, 3
_ENDS = frozenset(";:.?!")


def unsaid_in(found: Sentence, grammar: Grammar) -> list[tuple[int, int]]:
    """The stretches of the sentence in which nobody says that something will be done."""
    words = [token[0] for token in found.tokens]
    return [*_governed(found, words, grammar), *_rejected(found, words, grammar)]


def _governed(found: Sentence, words: list[str], grammar: Grammar) -> Iterator[tuple[int, int]]:
    """What stands behind a verb of agreeing, asking or thinking that is denied, and behind one that denies."""
    for n, (word, behind) in enumerate(pairwise([*words, ""])):
        governs = word.rpartition("'")[2] in grammar.words["governs"]
        refuses = word in grammar.words["refuses"] and not grammar.words["to"].isdisjoint({behind, behind[:2]})
        if (governs or refuses) and is_denied_at(found, n, grammar) == governs and not _is_relative(words[:n], grammar):
            yield _to_another_thought(found, found.tokens[n].end())


def _is_relative(before: list[str], grammar: Grammar) -> bool:
    """It only tells who is meant: "those who had not been asked will send it"."""
    helps = grammar.words["finite"] | grammar.words["denies"] | grammar.words["denies_between"]
    rest = dropwhile(lambda word: word.rpartition("'")[2] in helps or word.endswith("n't"), reversed(before))
    return next(rest, "") in grammar.words["relatives"]


def _rejected(found: Sentence, words: list[str], grammar: Grammar) -> Iterator[tuple[int, int]]:
    """ "The proposal that Anna send it was rejected", "They rejected the proposal that Anna send it"."""
    motions = [n for n, word in enumerate(words) if word in grammar.words["motions"]]
    for n in range(len(words)) if motions else ():
        if not _is_rejected(found, n, words[n], grammar):
            continue
        behind = [at for at in motions if n < at <= n + _NEAR]
        before = [at for at in motions if n - _PROPOSED <= at < n]
        if behind:
            yield _to_another_thought(found, found.tokens[behind[0]].end())
        elif before and _is_passive(words[max(0, n - _NEAR) : n], grammar):
            start, end = found.tokens[before[0]].end(), found.tokens[n].start()
            yield (start, end) if _ENDS.isdisjoint(found.lower[start:end]) else (end, end)


def _is_rejected(found: Sentence, n: int, word: str, grammar: Grammar) -> bool:
    rejects, accepts = word in grammar.words["rejects"], word in grammar.words["accepts"]
    return (rejects or accepts) and is_denied_at(found, n, grammar) == accepts


def _is_passive(before: list[str], grammar: Grammar) -> bool:
    return any(word.rpartition("'")[2] in grammar.words["passive"] for word in before)


def _to_another_thought(found: Sentence, start: int) -> tuple[int, int]:
    other = ANEW.search(found.lower, start)
    return start, other.start() if other else len(found.lower)
