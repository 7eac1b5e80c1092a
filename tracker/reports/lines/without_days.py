"""What may belong to a period, or to none of its days: it was imported from a list that does not say when."""

from dataclasses import dataclass
from typing import Self

from tracker.follow_ups import conditions
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.kit.periods import Period


@dataclass(frozen=True, slots=True)
class WithoutDays:
    """How many are left out of what came in, and of what finished."""

    agreed: int
    ended: int

    @classmethod
    def of(cls, rows: FollowUpQuerySet, period: Period) -> Self:
        """What came in before the period began cannot belong to it."""
        came = rows.filter(conditions.AGREED_ONE_DAY, imported_on__gte=period.first)
        ended = rows.filter(conditions.ENDED_ONE_DAY, ended_before__gte=period.first)
        return cls(came.order_by().count(), ended.order_by().count())
