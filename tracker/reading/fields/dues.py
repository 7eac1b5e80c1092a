"""By when: the date that the sentence sets for it. Empty is an answer; before the meeting is none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tracker.reading.candidate import Sentence
from tracker.reading.fields.dates import Dated, Shapes, against, days_in, relative_in, short_in
from tracker.reading.spans import Span, spaced

_SETS = re.compile(
    spaced(
        r"\b(?:by|before|prior to|until|till|no later than|due(?: on| by)?|deadline(?: is| of|:)?"
        r"|avant|d'ici(?: à)?|au plus tard|jusqu'[aàu]+|pour|échéance)"
        r"(?: the \d\w+ (?:[a-z]+ ){0,3}(?:meeting|session|call) in| the"
        r"| le| la| l'| [a-z]+day,?| lundi| mardi| mercredi| jeudi| vendredi| samedi| dimanche"
        r"| fin| end of| the end of| mid| early| late| close of business| eod| cob| on)*[ ,:-]*\Z"
    )
)
# Behind it "15/06" is a date.
_BY = re.compile(r"\b(?:by|before|until|no later than|avant le|pour le|d'ici le|d'ici au|au plus tard le) \Z")
_ON = re.compile(
    spaced(
        r"\b(?:on|for|in|at|from|is|be|le|du|au|en|est|sera|:)[ ,:]*(?:the |week of )?"
        r"(?:[a-zéû]+day,? |lundi |mardi |mercredi |jeudi |vendredi )?\Z"
    )
)
# What only tells which one is meant: "the report, which was due in May".
_ASIDE = re.compile(r"\b(?:which|who|qui|lequel|laquelle)\b[^,;]*\Z")
# It only tells which one is meant: "the record of 25 May"; but not "from 17 to 19 June".
_OF = re.compile(r"\b(?:du|of)(?: the)?(?: [a-zé]+day| lundi| mardi| mercredi| jeudi| vendredi| samedi| dimanche)? *\Z")
_RANGE = re.compile(r"\d[^\d]* (?:au|et|to|and) \d|\d ?-+ ?\d")
_SET_BY = ("by ", "before ", "until ", "till ", "end ", "d'ici", "avant ", "jusqu'", "fin ")
_STARTS = (
    "next",
    "in ",
    "within",
    "tomorrow",
    "early",
    "late",
    "spring",
    "summer",
    "fall",
    "autumn",
    "this",
    "en ",
    "début",
    "printemps",
    "demain",
    "la semaine",
    "le mois",
    "l'année",
    "cette",
    "dans ",
    "sous ",
    "semaine",
    "mi-",
    "courant",
    "au cours",
)
_TASK = (
    "mark",
    "to_first",
    "verb_first",
    "subject_to",
    "name_to",
    "will_do",
    "will",
    "will_be_done",
    "commit",
    "request",
    "task_to",
    "agree",
    "must_do",
    "need",
    "name_does",
    "name_now",
)
_EVENT = ("next_meeting", "planned_event", "in_next_meeting")


@dataclass(frozen=True, slots=True)
class Due:
    value: str
    said: Dated


def due_of(sentence: Sentence, shapes: Shapes, meeting: date | None, day_first: bool) -> Due | None:
    """The first date that is set, or on which a coming event is to be; else the first that stands there alone."""
    named = list(dates_of(sentence, shapes, meeting, day_first))
    for alone in (False, True):
        for due in named:
            if _is_set(sentence, due.said, is_today=due.value == f"{meeting}", alone=alone):
                return due
    return None


def dates_of(sentence: Sentence, shapes: Shapes, meeting: date | None, day_first: bool) -> Iterator[Due]:
    """The dates that the sentence names, but for those before the meeting."""
    may_be_short = sentence.has("mark") or sentence.has("moved_to")
    return dates_in(sentence.lower, shapes, meeting, day_first, may_be_short=may_be_short)


def dates_in(
    words: str, shapes: Shapes, meeting: date | None, day_first: bool, *, at: int = 0, may_be_short: bool = False
) -> Iterator[Due]:
    """`at` is where the words stand; "5/22" is a date where it may be a short one, and behind "by"."""
    short = short_in(words, 0, len(words), shapes, day_first)
    found = sorted(
        [
            *days_in(words, 0, len(words), shapes, day_first),
            *relative_in(words, 0, len(words), shapes, meeting),
            *(one for one in short if may_be_short or _BY.search(words, 0, one.span.start)),
        ],
        key=lambda one: (one.span.start, -one.span.end),
    )
    last, is_dated = -1, False
    for n, one in enumerate(found):
        if one.span.start < last or _is_told_again(words, one, found[n + 1 :]):
            continue
        if is_dated and one.span.of(words) in shapes.weekdays:
            continue  # The Wednesday of a day that was named, and not of the meeting's week.
        last, is_dated = one.span.end, is_dated or one.is_whole
        value = against(one.value, meeting)
        if value and not _is_before(value, meeting):
            yield Due(value, replace(one, span=Span(one.span.start + at, one.span.end + at)))


def _is_told_again(words: str, one: Dated, others: list[Dated]) -> bool:
    """ "Tuesday 20 September" is the twentieth, whatever Tuesday comes next."""
    following = next((other for other in others if other.span.start >= one.span.end), None)
    return following is not None and one.is_whole and not words[one.span.end : following.span.start].strip(" ,")


def _is_before(value: str, meeting: date | None) -> bool:
    return bool(meeting) and value < f"{meeting}"[: len(value)]


def _is_set(sentence: Sentence, one: Dated, *, is_today: bool, alone: bool) -> bool:
    """What is dated by the meeting's own day was said on it. `alone`: a day and a month are, whatever stands before."""
    before = sentence.lower[max(0, one.span.start - 40) : one.span.start]
    said = sentence.lower[one.span.start : one.span.end]
    if _SETS.search(before) or said.startswith(_SET_BY):
        return not _is_doubted(sentence, one)
    if is_today or (_ASIDE.search(sentence.lower, 0, one.span.start) and not sentence.has("next_meeting")):
        return False
    if _OF.search(before) and not (_RANGE.search(said) or sentence.has("next_meeting")):
        return False
    if any(sentence.has(cue) for cue in _EVENT):
        return one.is_whole or one.value[0] == "-" or bool(_ON.search(before)) or said.startswith(_STARTS)
    if not any(sentence.has(cue) for cue in _TASK):
        return False
    in_brackets = sentence.lower[one.span.end : one.span.end + 3].rstrip() in (")", ").", "):", ") :")
    return in_brackets or bool(_ON.search(before)) or said.startswith(_STARTS) or (alone and one.value[0] == "-")


def _is_doubted(sentence: Sentence, one: Dated) -> bool:
    """ "This could lead to a fall before 2035" sets nothing, where nobody is to do anything before that."""
    might = sentence.cues.get("might")
    tasks = [sentence.cues[cue].start for cue in (*_TASK, *_EVENT) if sentence.has(cue)]
    return bool(might) and not any(start < sentence.span.start + one.span.start for start in tasks)
