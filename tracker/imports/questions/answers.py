"""What its owner answered of rows that may be meant in two ways: then it is plain what becomes of them."""

from collections.abc import Sequence
from itertools import batched

from django.db import transaction

from tracker.imports.models import Answer, Import, ImportRow, RowOutcome
from tracker.imports.questions.answer_fields import NUMBER, OF_CELL, OF_ROW, WHICH
from tracker.imports.row_plan import CHUNK, PLANNED, Plan


@transaction.atomic
def answer(source: Import, said: Answer, *, number: int | None = None, name: str = "") -> int:
    """Of the cell `name` in the row of this number; without them, of all that is asked in this way. How many rows."""
    held = Import.objects.select_for_update().unconfirmed().exclude(previewed_at=None).filter(pk=source.pk).first()
    if held is None:
        return 0
    asked = held.lines.filter(outcome=RowOutcome.ASKED).order_by("number")
    lines = [line for line in (asked.filter(number=number) if number else asked) if _take(line, said, name)]
    plan = Plan(held)
    for some in batched(lines, CHUNK, strict=False):
        _plan_again(plan, some)
    return len(lines)


def _take(line: ImportRow, said: Answer, name: str) -> bool:
    """Whether it answers anything that is asked of the row."""
    fits = {each: said for each in line.asked.keys() - {NUMBER} if said in (OF_ROW if each == WHICH else OF_CELL)}
    taken = {each: said for each in fits if name in ("", each)}
    line.answers = {**line.answers, **taken}
    return bool(taken)


def _plan_again(plan: Plan, lines: Sequence[ImportRow]) -> None:
    plan.again(lines)
    ImportRow.objects.bulk_create(
        lines, update_conflicts=True, unique_fields=["id"], update_fields=[*PLANNED, "answers"]
    )
