"""Rows without a number or a reference: which follow-up each of them probably is, though not all of its words are."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence, Set
from functools import cached_property
from typing import Any
from uuid import UUID

from tracker.accounts import permissions
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.suggestions.near_titles import near_titles
from tracker.imports.cell_values import key_of, unsaved
from tracker.imports.headers import Field
from tracker.imports.models import Answer, Import, ImportRow
from tracker.imports.questions.answer_fields import WHICH
from tracker.imports.reading.row_values import Row, cell
from tracker.kit.text import fold

# So many rows of an import are looked up in other words, which takes some ms for each; and so many are compared.
MOST_NEAR, NEAREST = 300, 3
# Two that name different ones are two.
TOLD_APART = (Field.PARTNER, Field.MEETING, Field.AGREED)
# What tells of several which is the most alike.
COMPARED = (Field.DUE, Field.OWNER, Field.UNIT, Field.KIND)

Rows = Sequence[tuple[ImportRow, Row]]


class ProbablySame:
    def __init__(self, source: Import) -> None:
        self.source, self.user, self.near_left = source, source.by, MOST_NEAR
        self.taken: set[int] = set()
        self.answered: dict[int, set[str]] = defaultdict(set)

    def find(self, rows: Rows, known: Iterable[FollowUp]) -> dict[int, FollowUp]:
        """By the number of the row; `known` are those that other rows of the file are without any doubt."""
        self.taken.update(follow_up.pk for follow_up in known)
        by_title = self._by_title({row.values.get(Field.TITLE) for _line, row in rows} - {None, ""})
        found: dict[int, FollowUp] = {}
        for line, row in rows:
            title = row.values.get(Field.TITLE)
            if title and line.answers.get(WHICH) != Answer.OTHER:
                fits = [each for each in by_title[title] or self._near(title) if self._fits(row, each)]
                if best := max(fits, key=lambda each: (_alike(row, each), each.pk), default=None):
                    found[line.number] = best
                    self.taken.add(best.pk)
        if found:
            self._read_answers([follow_up.pk for follow_up in found.values()])
        return found

    def recall(self, line: ImportRow) -> None:
        """Another found what this one is."""
        if line.follow_up_id is not None:
            self.taken.add(line.follow_up_id)

    def was_answered(self, line: ImportRow, row: Row, follow_up: FollowUp) -> bool:
        """Whether it was said of this row, or of an earlier one of this title, that it is the follow-up."""
        said = line.answers.get(WHICH) == Answer.SAME
        return said or fold(row.values.get(Field.TITLE, "")) in self.answered[follow_up.pk]

    def _by_title(self, titles: Set[Any]) -> dict[str, list[FollowUp]]:
        found: dict[str, list[FollowUp]] = defaultdict(list)
        if titles:
            for follow_up in FollowUp.objects.visible_to(self.user).filter(title__in=titles).with_names():
                found[follow_up.title].append(follow_up)
        return found

    def _near(self, title: str) -> list[FollowUp]:
        """Of what this person imported before."""
        if self.near_left <= 0 or not self._has_imported:
            return []
        self.near_left -= 1
        return near_titles(title, FollowUp.objects.visible_to(self.user).filter(**self._imported), NEAREST)

    @cached_property
    def _imported(self) -> dict[str, Any]:
        return {"recorder": self.user, "key__isnull": False}

    @cached_property
    def _has_imported(self) -> bool:
        return bool(FollowUp.objects.visible_to(self.user).filter(**self._imported).exists())

    def _fits(self, row: Row, follow_up: FollowUp) -> bool:
        if (
            follow_up.pk in self.taken
            or follow_up.key in self._keys
            or not permissions.may_update(self.user, follow_up)
        ):
            return False
        told_apart = any(_differ(row.values.get(name), getattr(follow_up, name)) for name in TOLD_APART)
        # What has ended comes again on another day as another one.
        return not told_apart and (follow_up.is_active or not _differ(row.values.get(Field.DUE), follow_up.due))

    @cached_property
    def _keys(self) -> Container[Any]:
        """Of the rows of the whole file: what another row is without any doubt, this one is not."""
        seen: dict[UUID, int] = {}
        return {key_of(line, seen) for line in self.source.lines.order_by("number").iterator()}

    def _read_answers(self, keys: Iterable[int]) -> None:
        """The folded titles of earlier rows of which it was said that they are one of these."""
        said = {"source__by": self.user, "follow_up__in": keys, f"answers__{WHICH}": Answer.SAME}
        for line in ImportRow.objects.written().filter(**said).select_related("source"):
            columns = line.source.columns
            if line.follow_up_id and Field.TITLE in columns:
                self.answered[line.follow_up_id].add(fold(cell(line, columns.index(Field.TITLE))))


def _differ(mine: Any, theirs: Any) -> bool:
    return mine is not None and theirs is not None and (unsaved(mine) or mine != theirs)


def _alike(row: Row, follow_up: FollowUp) -> int:
    return sum(name in row.values and row.values[name] == follow_up.value_of(name) for name in COMPARED)
