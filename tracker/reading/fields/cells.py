"""By whom and by when, as cells of a table say it that stand beside the task."""

from datetime import date

from tracker.reading.candidate import Sentence
from tracker.reading.fields.dates import Shapes
from tracker.reading.fields.dues import Due, dates_in
from tracker.reading.grammar import Grammar
from tracker.reading.layout.tables import DUE, OWNER
from tracker.reading.spans import Span, lowered, plain, words

_LONGEST = 90


def owner_in_cell(sentence: Sentence, text: str, grammar: Grammar) -> Span | None:
    """Whoever stands there, unless it says that nobody is known yet."""
    cell = sentence.block.cells.get(OWNER)
    said = words(cell.of(text)) if cell else []
    is_somebody = said and not set(said) <= grammar.words["nobody"] and any(map(str.isalpha, said[0]))
    return cell if cell and is_somebody and cell.end - cell.start <= _LONGEST else None


def due_in_cell(sentence: Sentence, text: str, shapes: Shapes, meeting: date | None, day_first: bool) -> Due | None:
    """Whatever date stands there is set. Its place counts from the task's, as that of every due date."""
    if not (cell := sentence.block.cells.get(DUE)):
        return None
    said = lowered(plain(cell.of(text)))
    return next(
        dates_in(said, shapes, meeting, day_first, at=cell.start - sentence.span.start, may_be_short=True), None
    )
