"""The blocks of a text: wrapped lines joined, each with the heading it stands under and the words that lead to it."""

from dataclasses import dataclass, field

from tracker.reading.grammar import Grammar
from tracker.reading.layout.lines import Line
from tracker.reading.layout.wrapped_lines import runs
from tracker.reading.spans import Span

_TITLE = 60
_FEWEST = 12
_SMALL = 0.55
ENDED_BY_PROSE = {"people", "absent", "agenda"}


@dataclass(slots=True)
class Block:
    """A heading, an item, a row, a turn or a paragraph, from its first word to its last."""

    start: int
    end: int
    kind: str
    depth: int = 0
    quoted: bool = False
    box: str | None = None
    speaker: str = ""
    speaker_at: int = 0
    section: str = ""  # what the nearest heading that means something means: actions, agenda, people …
    section_is_near: bool = False  # no other heading stands between
    heading: Span | None = None
    lead_in: Span | None = None
    line_start: int = 0
    cells: dict[str, Span] = field(default_factory=dict)  # of a row in a table of actions: see tables.py
    is_head: bool = False
    title: str = field(default="", repr=False)

    @property
    def speaker_span(self) -> Span:
        """Where the speaker is named: behind a time, a bracket or stars."""
        return Span(self.speaker_at, self.speaker_at + len(self.speaker))


def blocks_of(text: str, grammar: Grammar | None) -> list[Block]:
    """The blocks of `text`, in order; none overlaps another. Linear. Without a grammar no title means anything."""
    found = [_block(text, run) for run in runs(text)]
    if grammar:
        _place(text, found, grammar)
    return found


def _block(text: str, run: list[Line]) -> Block:
    first = run[0]
    end = run[-1].end
    return Block(
        first.words_at, end, first.kind, first.depth, first.quoted > 0, first.box,
        first.speaker, first.speaker_at, line_start=first.start,
    )  # fmt: skip


def _place(text: str, blocks: list[Block], grammar: Grammar) -> None:
    """Give every block its heading, section and lead-in, from what stands before it."""
    open_headings: list[tuple[int, str, Span]] = []
    lead: Block | None = None
    for block in blocks:
        words = text[block.start : block.end]
        meaning = grammar.section(words) if len(words) <= _TITLE and not block.quoted else ""
        if (
            block.kind in ("plain", "turn", "item")
            and meaning
            and (block.kind != "item" or words.rstrip("*_ ").endswith(":"))
        ):
            block.kind, block.depth = "heading", 8 if block.kind == "plain" else 9
        if block.kind == "heading":
            while open_headings and open_headings[-1][0] >= block.depth:
                open_headings.pop()
            open_headings.append((block.depth, meaning, Span(block.start, block.end)))
            block.section, lead = meaning, None
            continue
        if open_headings and open_headings[-1][1] in ENDED_BY_PROSE and _is_prose(words, block):
            open_headings.pop()
        block.section = next((means for _, means, _ in reversed(open_headings) if means), "")
        block.section_is_near = bool(open_headings and open_headings[-1][1])
        block.heading = open_headings[-1][2] if open_headings else None
        lead = _lead(text, block, lead)


def _is_prose(text: str, block: Block) -> bool:
    """Whether it can be no line of a list of names or topics: it ends as a sentence does."""
    tokens = text.split()
    small = sum(token[0].islower() for token in tokens)
    ends = text.rstrip("*_)\"' ").endswith((".", "!", "?"))
    return block.kind == "turn" or (ends and len(tokens) >= _FEWEST and small > _SMALL * len(tokens))


def _lead(text: str, block: Block, lead: Block | None) -> Block | None:
    """What leads to the blocks after this one; a block that is led to is told so."""
    if block.kind == "item" and lead and (lead.kind != "item" or lead.depth < block.depth):
        block.lead_in = Span(lead.start, lead.end)
    if text[block.start : block.end].rstrip("*_ ").endswith(":"):
        if block.kind == "item" and block.lead_in:
            return lead
        return block
    return lead if block.kind == "item" else None
