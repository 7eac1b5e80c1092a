"""A sentence as the cues see it, with those that were found."""

import re
from dataclasses import dataclass, field

from tracker.reading.layout.blocks import Block
from tracker.reading.spans import Span


@dataclass(slots=True)
class Sentence:
    """A sentence as the cues see it. `at` is where its first word stands, behind a mark or a name with a colon."""

    span: Span
    block: Block
    words: str  # plain, as long as the span
    lower: str
    nth: int
    tokens: list[re.Match[str]] = field(default_factory=list)
    cues: dict[str, Span] = field(default_factory=dict)
    label: Span | None = None
    people: dict[str, int] = field(default_factory=dict)  # words of the names of who was there, and where each stands
    core: int = 0  # the token that the sentence itself begins with

    def has(self, cue: str) -> bool:
        return cue in self.cues

    def add(self, cue: str, start: int, end: int) -> None:
        self.cues.setdefault(cue, Span(self.span.start + start, self.span.start + end))
