"""From judged sentences to suggestions with their fields."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from tracker.reading.candidate import Sentence
from tracker.reading.fields.cells import due_in_cell, owner_in_cell
from tracker.reading.fields.conditions import condition_of, strength_of, waits_for_resources
from tracker.reading.fields.dates import Shapes
from tracker.reading.fields.dues import due_of
from tracker.reading.fields.kinds import kind_of
from tracker.reading.fields.owners import owner_of
from tracker.reading.grammar import Grammar
from tracker.reading.judged import Judged
from tracker.reading.results import Known, Suggestion
from tracker.reading.scoring import Learnt, is_vetoed, table
from tracker.reading.spans import Span, words
from tracker.reading.works import who_does, works_of

_SAME = 0.7
_LOOK_BACK = 60
_MOST_NAMES = 20  # within an owner


@dataclass(frozen=True)
class Context:
    """What the fields are read against."""

    text: str
    grammar: Grammar
    shapes: Shapes
    meeting: date | None
    day_first: bool
    known: list[tuple[Known, Span]]
    learnt: Learnt | None = None

    def band(self, score: float, names: set[str]) -> str:
        return self.learnt.band(score, table().reasons(names)) if self.learnt else table().band(score)


def suggestions_of(judged: Judged, context: Context) -> list[Suggestion]:
    found: list[Suggestion] = []
    said = Said()
    leads = leads_of(judged)
    for n, sentence in enumerate(judged.sentences):
        score = table().score(judged.features[n])
        names = judged.features[n]
        band = "" if is_vetoed(sentence) else context.band(score, names)
        works = [] if is_vetoed(sentence) else works_of(sentence, context.text, context.grammar)
        for one in works or ([sentence] if band else []):
            again, least = said.again(one), max(score, table().perhaps)
            told = suggestion_of(one, leads.get(n), names, least if works else score, band or "perhaps", again, context)
            owner = who_does(sentence, judged.sentences[n - 1] if n else None, context.text) if works else None
            found.append(replace(told, owner=owner, owed_by=_owed_by(owner, context)) if owner else told)
    return found


def suggestion_of(
    sentence: Sentence,
    lead: Sentence | None,
    names: set[str],
    score: float,
    band: str,
    again: int | None,
    context: Context,
) -> Suggestion:
    owner = owner_in_cell(sentence, context.text, context.grammar) or owner_of(sentence, lead, context.grammar)
    dated = (context.shapes, context.meeting, context.day_first)
    return Suggestion(
        span=sentence.span,
        score=round(score, 3),
        band=band,
        kind=kind_of(sentence, context.grammar),
        strength=strength_of(sentence),
        owed_by=_owed_by(owner, context),
        owner=owner,
        due=due_in_cell(sentence, context.text, *dated) or due_of(sentence, *dated),
        condition=condition_of(sentence),
        resources=waits_for_resources(sentence),
        reasons=table().reasons(names),
        again=again,
    )


def leads_of(judged: Judged) -> dict[int, Sentence]:
    """By number of the sentence, the last sentence of what leads to its list."""
    ends = {sentence.span.end: sentence for sentence in judged.sentences}
    leads = ((n, one.block.lead_in) for n, one in enumerate(judged.sentences))
    return {n: ends[lead.end] for n, lead in leads if lead and lead.end in ends}


def _owed_by(owner: Span | None, context: Context) -> str:
    """By the first name in the owner's words that the house knows."""
    for one, _ in _inside(owner, context):
        if one.kind != "mandate":
            return "us" if one.is_ours else "partner"
    words_of = owner.of(context.text).lower() if owner else ""
    return "us" if words_of in context.grammar.words["speaker"] else ""


def _inside(owner: Span | None, context: Context) -> Iterator[tuple[Known, Span]]:
    if owner:
        first = bisect_left(context.known, owner.start, key=lambda found: found[1].start)
        yield from takewhile(lambda found: found[1].end <= owner.end, context.known[first : first + _MOST_NAMES])


class Said:
    """What was suggested before, to know what says it again."""

    def __init__(self) -> None:
        self.stems: list[frozenset[str]] = []

    def again(self, sentence: Sentence) -> int | None:
        """The earlier suggestion in nearly the same words; this one is the next."""
        stems = frozenset(words(sentence.words))
        first = max(0, len(self.stems) - _LOOK_BACK)
        found = next((n for n, seen in enumerate(self.stems[first:], first) if _is_same(stems, seen)), None)
        self.stems.append(stems)
        return found


def _is_same(stems: frozenset[str], seen: frozenset[str]) -> bool:
    shared = len(stems & seen)
    return shared > 3 and shared >= _SAME * len(stems | seen)
