"""What a model tells of a text, checked against it: what does not stand there word for word is dropped."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.reading.candidate import Sentence
from tracker.reading.fields.dues import Due, dates_of
from tracker.reading.judged import Judged
from tracker.reading.results import Suggestion
from tracker.reading.scoring import is_vetoed, table
from tracker.reading.spans import WORD, Span, plain
from tracker.reading.suggest import Context, Said, leads_of, suggestion_of

MOST = 300
_FEWEST_WORDS = 3
_MOST_SENTENCES = 3
_LONGEST_QUOTE = 1500
_LONGEST_OWNER = 90
_AROUND = ' \t\r\n"“”«»'


@dataclass(frozen=True, slots=True)
class Told:
    """A follow-up as a model tells it; what it did not tell is empty."""

    quote: str
    kind: str = ""
    owner: str = ""
    due: str = ""


def checked(told: Sequence[Told], judged: Judged, context: Context) -> list[Suggestion]:
    """In the order of the text, none over another. Fields that the words do not bear out are read by the cues."""
    plainly, leads, said = plain(context.text), leads_of(judged), Said()
    found: list[Suggestion] = []
    places = sorted(
        ((place, one) for one in told[:MOST] if (place := _place(plainly, one.quote))), key=lambda pair: pair[0]
    )
    for place, one in places:
        n = _sentence_at(place, judged)
        if n is None or (found and found[-1].span.end > place.start):
            continue
        sentence, names = judged.sentences[n], judged.features[n]
        score = table().score(names)
        # What the cues do not see at all is no more than perhaps, whoever tells it.
        band = context.band(score, names) or "perhaps"
        read = suggestion_of(sentence, leads.get(n), names, score, band, said.again(sentence), context)
        found.append(_with_fields(replace(read, span=_whole(place, sentence)), one, sentence, context))
    return found


def _place(plainly: str, quote: str) -> Span | None:
    """Where the quote stands, whatever the lines it is wrapped in."""
    words = plain(quote).strip(_AROUND).split()
    if len(quote) > _LONGEST_QUOTE or len(words) < _FEWEST_WORDS:
        return None
    found = re.search(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)", plainly)
    return Span(*found.span()) if found else None


def _sentence_at(place: Span, judged: Judged) -> int | None:
    """The sentence that the quote lies in, of several the likeliest; None where none may ask for anything."""
    first = bisect_right(judged.sentences, place.start, key=lambda one: one.span.end)
    last = bisect_left(judged.sentences, place.end, key=lambda one: one.span.start)
    if last - first > _MOST_SENTENCES:
        return None
    open_ones = [n for n in range(first, last) if not is_vetoed(judged.sentences[n])]
    return max(open_ones, key=lambda n: table().score(judged.features[n]), default=None)


def _whole(place: Span, sentence: Sentence) -> Span:
    """The whole sentence where most of it was quoted, so that it is the same passage whoever suggests it."""
    is_inside = sentence.span.start <= place.start and place.end <= sentence.span.end
    is_most = (place.end - place.start) * 2 >= sentence.span.end - sentence.span.start
    return sentence.span if is_inside and is_most else place


def _with_fields(read: Suggestion, one: Told, sentence: Sentence, context: Context) -> Suggestion:
    return replace(
        read,
        kind=one.kind if one.kind in context.grammar.kinds else read.kind,
        owner=_owner(one.owner, sentence, context) or read.owner,
        due=_due(one.due, sentence, context) or read.due,
    )


def _owner(owner: str, sentence: Sentence, context: Context) -> Span | None:
    """The words that name the owner, where they stand in the sentence and name somebody."""
    words, named = plain(owner).split(), WORD.findall(owner.lower())
    if not named or len(owner) > _LONGEST_OWNER or not _is_somebody(named, context):
        return None
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
    found = re.search(pattern, sentence.words)
    return Span(sentence.span.start + found.start(), sentence.span.start + found.end()) if found else None


def _is_somebody(named: list[str], context: Context) -> bool:
    nobody = context.grammar.words["not_owner" if len(named) == 1 else "no_owner_first"]
    return named[0] not in nobody


def _due(due: str, sentence: Sentence, context: Context) -> Due | None:
    """The date, where the sentence names that very one."""
    named = dates_of(sentence, context.shapes, context.meeting, context.day_first)
    return next((one for one in named if one.value == due), None)
