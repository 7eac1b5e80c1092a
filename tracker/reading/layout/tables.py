"""Tables of actions: which cell of a row says what is to be done, by whom, by when, and how far it is."""

import re
from collections.abc import Iterator

from tracker.reading.grammar import Grammar
from tracker.reading.layout.blocks import Block, blocks_of
from tracker.reading.spans import Span

_NO_LETTER = re.compile(r"[\W\d_]+")
ACTION, OWNER, DUE, STATE = "action", "owner", "due", "state"


def blocks_with_tables(text: str, grammar: Grammar | None) -> list[Block]:
    """The blocks of `text`; each row below a head that names a task, and who does it or by when, knows its cells."""
    found = blocks_of(text, grammar)
    if grammar:
        _read_tables(text, found, grammar)
    return found


def _read_tables(text: str, blocks: list[Block], grammar: Grammar) -> None:
    columns: dict[int, str] = {}
    last: Block | None = None
    for block in blocks:
        if block.kind != "row":
            # What draws a line below the head belongs to the table.
            columns = columns if block.kind == "rule" else {}
            continue
        if not columns or (last and last.kind != "row"):
            columns = _columns(text, block, grammar) or columns
            block.is_head = bool(columns)
        if columns and not block.is_head:
            block.cells = _named(text, block, columns)
        last = block


def _columns(text: str, block: Block, grammar: Grammar) -> dict[int, str]:
    """By number of the cell; none where the row is no head of a table of actions."""
    found: dict[int, str] = {}
    for n, cell in enumerate(_cells(text, block)):
        meaning = grammar.columns.get(_NO_LETTER.sub(" ", cell.of(text)).strip().lower(), "")
        if meaning and meaning not in found.values():
            found[n] = meaning
    told = set(found.values())
    return found if ACTION in told and told & {OWNER, DUE} else {}


def _named(text: str, block: Block, columns: dict[int, str]) -> dict[str, Span]:
    cells = list(_cells(text, block))
    named = {meaning: cells[n] for n, meaning in columns.items() if n < len(cells)}
    return {meaning: span for meaning, span in named.items() if span.end > span.start}


def _cells(text: str, block: Block) -> Iterator[Span]:
    """Without the white space around their words; an empty one is as long as nothing."""
    start = block.start + (text[block.start] == "|")
    for words in re.split(r"[|\t]", text[start : block.end]):
        first = start + len(words) - len(words.lstrip())
        yield Span(first, max(first, start + len(words.rstrip())))
        start += len(words) + 1
