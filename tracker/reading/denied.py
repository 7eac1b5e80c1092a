"""Whether what a cue says is denied: "Nobody will send it", "Anna will not send it", "Anne n'enverra rien"."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise, takewhile

from tracker.reading.candidate import Sentence
from tracker.reading.grammar import Grammar

_BREAK = re.compile(r"[,;:.()?!]| - ")
ANEW = re.compile(rf"{_BREAK.pattern}| (?:but|and|mais|et) ")
# So many words from who does it to what is done, and from there to what denies it.
_BEFORE, _BEHIND = 8, 8
# From the first of two words that deny to what is done: "ne lui enverra pas".
_AMONG = 2


@dataclass(frozen=True, slots=True)
class _Clause:
    before: list[str]
    does: str
    behind: list[str]


def first_said(
    found: Sentence, places: Iterable[tuple[int, int]], unsaid: list[tuple[int, int]], grammar: Grammar
) -> tuple[int, int] | None:
    """The first of the places that is not denied. What goes on from one that is, is denied with it: "I don't intend to
    promise anything"; behind "but" something else may be said. `unsaid` are stretches in which nothing is.
    """
    denied = None
    for place in places:
        if denied is not None and not ANEW.search(found.lower, denied, place[0]):
            continue
        is_unsaid = any(start <= place[0] < end for start, end in unsaid)
        if not is_unsaid and not is_denied(found, *place, grammar):
            return place
        denied = place[1]
    return None


def is_denied(found: Sentence, start: int, end: int, grammar: Grammar) -> bool:
    """Of a phrase its first word tells, and its last: "agreed that nobody …", "said that Anna will not …"."""
    first = bisect_left(found.tokens, start + 1, key=lambda token: token.end())
    last = bisect_left(found.tokens, end, lo=first, key=lambda token: token.end())
    return last < len(found.tokens) and any(is_denied_at(found, at, grammar) for at in {first, last})


def is_denied_at(found: Sentence, at: int, grammar: Grammar) -> bool:
    """Of a word by its number."""
    by = _by_two if grammar.words["denies_first"] else _by_one
    return by(_clause(found, at), grammar)


def _clause(found: Sentence, at: int) -> _Clause:
    """What stands near it, up to where another thought begins."""
    tokens = found.tokens[max(0, at - _BEFORE) : at + 1 + _BEHIND]
    breaks = [n for n in range(1, len(tokens)) if _BREAK.search(found.lower, tokens[n - 1].end(), tokens[n].start())]
    at -= max(0, at - _BEFORE)
    start = max((n for n in breaks if n <= at), default=0)
    end = min((n for n in breaks if n > at), default=len(tokens))
    said = [token[0] for token in tokens[:end]]
    return _Clause(said[start:at], said[at], said[at + 1 :])


def _by_one(clause: _Clause, grammar: Grammar) -> bool:
    """One word does: "don't agree", "will not send", "nobody will send", "will send nothing"."""
    before, denies = _without_between(clause, grammar), grammar.words["denies"]
    is_not = any(word in denies or word.endswith("n't") for word in before[-1:])
    said = next((n for n in range(len(before), 0, -1) if _tells(before[n - 1], grammar)), 0)
    return (
        is_not
        or before[-2:] == ["no", "longer"]
        or (_has_not(clause.behind[:2], grammar) and not _is_later(clause, grammar))
        or _has_nobody([*before[said:], clause.does], grammar)
        or _that_nobody(clause, grammar)
    )


def _by_two(clause: _Clause, grammar: Grammar) -> bool:
    """Two words do, of which one may be nobody: "n'enverra pas", "personne ne l'enverra", "n'a pas été convenu"."""
    before = _without_between(clause, grammar)
    between = clause.before[len(before) :]
    if before and _denies_first(before[-1], grammar) and not grammar.words["denies"].isdisjoint(between):
        return True
    near = [*clause.before[-_AMONG:], clause.does]
    is_first = any(_denies_first(word, grammar) for word in near)
    is_meant = clause.does.rpartition("'")[2] in grammar.words["denies_not"]
    is_not = _has_not([*clause.behind, ""], grammar) and not (is_meant or _is_later(clause, grammar))
    is_said = is_first and (is_not or _has_nobody([*clause.before, clause.does], grammar))
    return is_said or _that_nobody(clause, grammar)


def _without_between(clause: _Clause, grammar: Grammar) -> list[str]:
    """What stands before, up to words such as "been" and "yet" in "has not yet been agreed"."""
    skipped = sum(1 for _ in takewhile(grammar.words["denies_between"].__contains__, reversed(clause.before)))
    return clause.before[: len(clause.before) - skipped]


def _denies_first(word: str, grammar: Grammar) -> bool:
    return not grammar.words["denies_first"].isdisjoint({word, word[:2]})


def _that_nobody(clause: _Clause, grammar: Grammar) -> bool:
    """ "Agreed that nobody will", "agreed nothing"."""
    skipped = bool(clause.behind and clause.behind[0] in grammar.words["that"])
    return _has_nobody(clause.behind[skipped : skipped + 2], grammar)


def _is_later(clause: _Clause, grammar: Grammar) -> bool:
    """What is "not done until May" is done then."""
    return not grammar.words["denies_until"].isdisjoint(clause.behind)


def _has_not(words: list[str], grammar: Grammar) -> bool:
    """But for the last of the words. Not where nothing is denied: "not only", "will not forget to"."""
    # "N'enverra que la liste" denies nothing.
    known = takewhile(lambda pair: not pair[0].startswith("qu"), pairwise(words))
    return any(word in grammar.words["denies"] and after not in grammar.words["denies_not"] for word, after in known)


def _has_nobody(words: list[str], grammar: Grammar) -> bool:
    """But for the last of the words. Not where somebody is left: "nobody but Anna", "no later than May", "No 3", "with
    no objection the Board will".
    """
    return any(
        word.rpartition("'")[2] in grammar.words["nobody_does"]
        and before not in grammar.words["nobody_beside"]
        and after not in grammar.words["nobody_but"]
        and not after[:1].isdigit()
        for before, word, after in zip(["", *words], words, words[1:], strict=False)
    )


def _tells(word: str, grammar: Grammar) -> bool:
    """Whether something else is said by then: "as nobody came the Board will …"."""
    return word in grammar.words["finite"] or (word.endswith("ed") and len(word) > len("need"))
