"""The front: a text in, a reading out."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tracker.reading.fields.dates import shapes_of
from tracker.reading.grammar import Grammar, grammar_of
from tracker.reading.judged import Judged, judge, whole
from tracker.reading.known import known_in
from tracker.reading.named.bodies import bodies_in, mandates_in
from tracker.reading.named.meeting import as_day, meeting_day, place_of
from tracker.reading.results import Known, Named, Reading
from tracker.reading.scoring import Learnt
from tracker.reading.spans import Span, plain
from tracker.reading.suggest import Context, suggestions_of
from tracker.reading.told import Told, checked


def read(
    text: str,
    language: str = "en",
    meeting: date | None = None,
    known: Sequence[Known] = (),
    *,
    learnt: Learnt | None = None,
    told: Sequence[Told] | None = None,
) -> Reading:
    """Suggests what to follow up, or checks what a model told. Raises NoGrammarError for a language without a file of
    words. `learnt` is what the house's own decisions change.
    """
    grammar = grammar_of(language)
    judged = judge(text, grammar)
    plainly = plain(text)
    shapes = shapes_of(grammar)
    day_first = "day_first" in grammar.words["habits"]
    dated = meeting_day(plainly.lower() if len(plainly.lower()) == len(plainly) else plainly, shapes, day_first)
    found = list(known_in(plainly, known))
    context = Context(text, grammar, shapes, meeting or as_day(dated), day_first, found, learnt)
    return Reading(
        blocks=judged.blocks,
        sentences=[whole(sentence) for sentence in judged.sentences],
        suggestions=suggestions_of(judged, context) if told is None else checked(told, judged, context),
        people=judged.people,
        bodies=_named(_once([*bodies_in(plainly, judged.stretches, grammar), *judged.affiliations]), found, "body"),
        mandates=[
            replace(one, kind=grammar.kind_of_mandate(one.name))
            for one in _named(mandates_in(plainly, judged.stretches, grammar), found, "mandate")
        ],
        meeting_day=meeting.isoformat() if meeting else dated.value if dated else "",
        place=place_of(plainly, judged.blocks, grammar),
        is_talk=_is_talk(judged, grammar),
    )


def _named(new: list[tuple[str, Span]], found: list[tuple[Known, Span]], kind: str) -> list[Named]:
    """First what the house knows, once each, then what it does not and that overlaps none of it."""
    known = [(one, span) for one, span in found if one.kind == kind]
    named: dict[str, Named] = {}
    for one, span in known:
        named.setdefault(one.key, Named(one.name, span, one.key))
    covered = [span for _, span in known]
    names = {one.name.lower() for one, _ in known}
    rest = [Named(name, span) for name, span in new if name.lower() not in names and not _meets(span, covered)]
    return [*named.values(), *rest]


def _once(found: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    return list({name.lower(): (name, span) for name, span in reversed(found)}.values())[::-1]


def _meets(span: Span, others: list[Span]) -> bool:
    """Whether it overlaps one of them, which stand in order, none inside another."""
    n = bisect_left(others, span.end, key=lambda other: other.start)
    return n > 0 and others[n - 1].end > span.start


def _is_talk(judged: Judged, grammar: Grammar) -> bool:
    turns = sum(block.kind == "turn" for block in judged.blocks)
    return turns >= 8 and turns * 2 >= len(judged.blocks)
