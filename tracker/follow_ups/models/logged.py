"""The day for which a follow-up was logged: when it was agreed, else met, else logged.

`entered_on` is a copy of the day on which its history begins; empty where it was imported, as it was known elsewhere
before. To look for it in the history of each took two thirds of a partner's timeline at a million: 100 of 154 ms.
"""

from typing import TYPE_CHECKING, Any, Self

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from tracker.kit.periods import Period
from tracker.lists.speed_tricks import Unindexed

if TYPE_CHECKING:
    from tracker.follow_ups.models.follow_up import FollowUp


class LoggedQuerySet(QuerySet["FollowUp"]):
    def with_logged_day(self) -> Self:
        """With `logged_on`; None where it was imported without that day."""
        return self.alias(logged_on=Coalesce("agreed_on", "meeting__held_on", "entered_on"))

    def logged_within(self, period: Period) -> Self:
        """Logged for a day of the period, as `with_logged_day` says it."""
        rows = self.model.objects.order_by()
        return self.filter(pk__in=_keys(rows._agreed(period), rows._met(period), rows._told(period)))

    def logged_apart(self, period: Period) -> list[Self]:
        """As `logged_within`, in parts that share no row: what was met for is counted in an index by its meetings."""
        rows = self.model.objects.order_by()
        return [self._met(period), self.filter(pk__in=_keys(rows._agreed(period), rows._told(period)))]

    def _agreed(self, period: Period) -> Self:
        return self.filter(agreed_on__range=(period.first, period.last))

    def _met(self, period: Period) -> Self:
        return self._undated().filter(meeting__held_on__range=(period.first, period.last))

    def _told(self, period: Period) -> Self:
        return self._undated().filter(meeting=None, entered_on__range=(period.first, period.last))

    def _undated(self) -> Self:
        return self.alias(day=Unindexed("agreed_on", never=True)).filter(day=None)


def _keys(first: LoggedQuerySet, *others: LoggedQuerySet) -> QuerySet["FollowUp", Any]:
    """Short lists: where one question asks for any of them, no index of PostgreSQL serves it."""
    return first.values("pk").union(*(each.values("pk") for each in others), all=True)
