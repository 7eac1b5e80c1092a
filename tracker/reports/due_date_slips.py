"""Which due dates were moved later in a period, by how much and why."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from tracker.follow_ups.due_date_slips import latest_slips
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.kit.periods import Period

MOST = 20


@dataclass(frozen=True, slots=True)
class Slip:
    follow_up: FollowUp
    before: date
    after: date
    reason: str

    @property
    def days(self) -> int:
        return (self.after - self.before).days


def slipped(rows: FollowUpQuerySet, period: Period) -> list[Slip]:
    """The latest of those of `rows`."""
    # Asked of each, the latest first, until there are enough: all the keys that somebody may see are a long list.
    of_rows = Exists(rows.filter(pk=OuterRef("object_id")).order_by())
    told = latest_slips(period).filter(of_rows)
    entries = list(told.only("object_id", "changes", "note")[:MOST])
    found = rows.with_classification().select_related("unit").in_bulk({entry.object_id for entry in entries})
    return [
        Slip(
            found[entry.object_id],
            date.fromisoformat(entry.changes["due_on"]["from"][:10]),
            date.fromisoformat(entry.changes["due_on"]["to"][:10]),
            entry.note,
        )
        for entry in entries
    ]
