"""What is asked of the rows of an import, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tracker.follow_ups.models import FollowUp
from tracker.history.dotted_columns import column
from tracker.imports.models import Answer, Import, ImportRow, RowOutcome
from tracker.imports.questions.answer_fields import NUMBER, OF_CELL, OF_ROW, WHICH


@dataclass(frozen=True, slots=True)
class Question:
    """Of the cell `name` with its three values; of a row, which follow-up it is, they are empty."""

    row: int
    name: str
    label: str
    old: str = ""
    theirs: str = ""
    mine: str = ""
    by: str = ""

    @property
    def choices(self) -> list[tuple[Answer, Any, str]]:
        """Each answer, what its button says, and the value that it gives."""
        values = {Answer.MINE: self.mine, Answer.THEIRS: self.theirs}
        return [(each, each.label, values.get(each, "")) for each in (OF_CELL if self.label else OF_ROW)]


def questions_of(line: ImportRow) -> list[Question]:
    return [
        Question(line.number, name, "" if name == WHICH else _label(name), **said)
        for name, said in line.asked.items()
        if name != NUMBER
    ]


def _label(name: str) -> str:
    return capfirst(str(column(FollowUp, name).verbose_name))


def asked_by_number(source: Import) -> int:
    """How many rows have a number that stands for something else in their list, until it is confirmed."""
    asked = source.lines.filter(outcome=RowOutcome.ASKED, asked__has_key=NUMBER)
    return 0 if source.confirmed_at else asked.count()


def answers_for_all(source: Import) -> Sequence[tuple[str, Any]]:
    """What may be answered of all rows at once, where several are asked."""
    asked = source.lines.filter(outcome=RowOutcome.ASKED).exclude(asked__has_key=NUMBER).order_by()
    if source.confirmed_at or len(asked[:2]) < 2:
        return []
    rows, cells = asked.filter(asked__has_key=WHICH), asked.exclude(asked__has_key=WHICH)
    fits = [*(OF_ROW if rows.exists() else ()), *(OF_CELL if cells.exists() else ())]
    words = {
        Answer.MINE: _("Take mine everywhere"),
        Answer.THEIRS: _("Keep theirs everywhere"),
        Answer.SAME: _("All are the same"),
        Answer.OTHER: _("All are other ones"),
    }
    return [(each, words[each]) for each in fits]
