"""How far a record is read: what each of its sentences is, and how many there are of each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.reading.spans import Span
from tracker.records.layout.record_blocks import sentences_in
from tracker.records.models import Version
from tracker.suggestions.models import ReadThrough
from tracker.suggestions.proposals import Proposals

FOLLOW_UP, LIKE, DISMISSED, INFORMATION, UNREAD = "follow_up", "like", "dismissed", "information", "unread"


@dataclass(frozen=True, slots=True)
class Coverage:
    """`states` by the start of a sentence, in the order of the text; `read` is who read it to its end last."""

    states: dict[int, str]
    read: ReadThrough | None

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(self.states.values())
        return {state: found[state] for state in (FOLLOW_UP, LIKE, DISMISSED, INFORMATION, UNREAD)}

    def first(self, state: str) -> int | None:
        return next((start for start, each in self.states.items() if each == state), None)


def coverage_of(version: Version, proposals: Proposals) -> Coverage:
    """A sentence is what somebody decided on words of it, else what it looks like, else read with the rest."""
    read = read_last([version.record_id]).get(version.record_id)
    spans = [(one.start, one.end, one.state) for one in proposals.settled]
    spans += [(one.words.start, one.words.end, one.settled.state if one.settled else LIKE) for one in proposals.every]
    return Coverage(states_of(version, proposals.sentences, spans, read), read)


def states_of(
    version: Version, sentences: Iterable[Span], spans: Sequence[tuple[int, int, str]], read: ReadThrough | None
) -> dict[int, str]:
    """By the start of each sentence the state of the first of `spans` that it meets; of the rest whether it is read."""
    rest = set() if read is None else _said_in(read.version)
    states = {}
    for sentence in sentences:
        found = (state for start, end, state in spans if start < sentence.end and sentence.start < end)
        words = " ".join(sentence.of(version.text).split())
        states[sentence.start] = next(found, INFORMATION if words in rest else UNREAD)
    return states


def read_last(records: Iterable[int]) -> dict[int, ReadThrough]:
    """By the key of a record who read a text of it to its end last."""
    rows = ReadThrough.objects.filter(version__record__in=records).select_related("version__record", "by")
    return {row.version.record_id: row for row in rows.order_by("version__number")}


def _said_in(version: Version) -> set[str]:
    """An edit leaves what stands there as it stood, wherever it moved."""
    spans = sentences_in(version.text, version.record.language)
    return {" ".join(span.of(version.text).split()) for span in spans}
