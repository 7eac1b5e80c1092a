"""What a reading tells. All places are code points of the text as it was given."""

from dataclasses import dataclass, field

from tracker.reading.fields.dues import Due
from tracker.reading.layout.blocks import Block
from tracker.reading.named.people import Person
from tracker.reading.spans import Span


@dataclass(frozen=True, slots=True)
class Known:
    """A name that the house knows. Several may share a key: "WCO", "World Customs Organization"."""

    key: str
    name: str
    kind: str = "body"  # person, body or mandate
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A body or a mandate; `key` is that of the known one, None for one that nobody knows yet.

    `kind` is what a mandate seems to be, as the house says.
    """

    name: str
    span: Span
    key: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A follow-up that the text asks for. `reasons` are names of cues, the weightiest first."""

    span: Span
    score: float
    band: str  # sure or perhaps
    kind: str
    strength: str
    owed_by: str  # us, partner, or "" where the text does not tell
    owner: Span | None = None
    due: Due | None = None
    condition: Span | None = None
    resources: Span | None = None
    reasons: list[str] = field(default_factory=list)
    again: int | None = None  # the earlier suggestion that it repeats


@dataclass(frozen=True, slots=True)
class Reading:
    blocks: list[Block]
    sentences: list[Span]
    suggestions: list[Suggestion]
    people: list[Person]
    bodies: list[Named]
    mandates: list[Named]
    meeting_day: str  # "--05-25" without its year
    place: str
    is_talk: bool
