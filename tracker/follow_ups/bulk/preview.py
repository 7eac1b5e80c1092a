"""A look at a change of many follow-ups before it is made: what each becomes, and which stay as they are and why."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.functional import cached_property

from tracker.accounts.models import User
from tracker.directory.left import has_left
from tracker.directory.models import Person
from tracker.follow_ups import statuses
from tracker.follow_ups.bulk.bulk_edit import BulkEdit, Refusal
from tracker.follow_ups.models import BulkChange, FollowUp
from tracker.follow_ups.models.bulk_change import AT_A_TIME
from tracker.follow_ups.statuses import Status
from tracker.history.wording.words_of_entry import FieldChange


@dataclass(frozen=True, slots=True)
class Row:
    """`lines` is what it becomes; `why` what keeps it from it."""

    follow_up: FollowUp
    lines: list[FieldChange]
    why: str
    holds_up: bool


class Preview:
    """Of the first so many: the others are looked at when their turn comes. Without a bulk_edit it only names them."""

    def __init__(self, bulk: BulkChange, bulk_edit: BulkEdit | None, user: User) -> None:
        self.bulk, self.bulk_edit, self.user = bulk, bulk_edit, user
        self.chosen = list(bulk.rows.all()[:AT_A_TIME])
        self.total = bulk.total

    @cached_property
    def rows(self) -> list[Row]:
        keys = [row.follow_up_id for row in self.chosen]
        visible = FollowUp.objects.visible_to(self.user).with_names()
        found: dict[int, FollowUp] = {each.pk: each for each in visible.filter(pk__in=keys)}
        lacking = self._lacking(found)
        return [
            self._row(found[row.follow_up_id], row.version, lacking) for row in self.chosen if row.follow_up_id in found
        ]

    @property
    def leaver(self) -> Person | None:
        """Whom it would give them to although they have left."""
        owner: Person | None = self.bulk_edit.columns.get("owner") if self.bulk_edit else None
        return owner if owner and has_left(owner, timezone.localdate()) else None

    @property
    def changing(self) -> list[Row]:
        return [row for row in self.rows if not row.why]

    @property
    def staying(self) -> list[Row]:
        return [row for row in self.rows if row.why]

    @property
    def gone(self) -> int:
        """How many are no longer there for this person: nothing names them."""
        return len(self.chosen) - len(self.rows)

    @property
    def further(self) -> int:
        return self.total - len(self.chosen)

    @property
    def most(self) -> int:
        """How many may be changed, as far as one can know."""
        return len(self.changing) + self.further

    def _row(self, follow_up: FollowUp, version: int, lacking: set[int]) -> Row:
        if self.bulk_edit is None:
            return Row(follow_up, [], "", False)
        why = self.bulk_edit.refusal(follow_up, version, self.user)
        status = self.bulk_edit.values(follow_up).get("status", "")
        settled = statuses.settled(status, lacks=follow_up.pk in lacking)
        return Row(
            follow_up,
            [] if why else self.bulk_edit.lines(follow_up),
            str(Refusal(why).label) if why else "",
            settled != status,
        )

    def _lacking(self, found: dict[int, FollowUp]) -> set[int]:
        """The keys of those that lack resources; asked only where a status could be held up by it."""
        if self.bulk_edit is None or self.bulk_edit.status not in (Status.OPEN, Status.IN_PROGRESS):
            return set()
        prefetch_related_objects([*found.values()], "needs")
        return {key for key, row in found.items() if statuses.lacks(row.conditional, _covered(row))}


def _covered(follow_up: FollowUp) -> list[bool]:
    """Which of its needs are covered."""
    return [need.is_covered for need in follow_up.needs.all() if not need.removed_at]
