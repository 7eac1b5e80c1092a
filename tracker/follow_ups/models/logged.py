"""The day for which a follow-up was logged: when it was agreed, else met, else logged."""

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Case, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, TruncDate

from tracker.follow_ups.due_date_slips import entries_within
from tracker.history.models import Entry
from tracker.kit.periods import Period
from tracker.lists.speed_tricks import Unindexed

if TYPE_CHECKING:
    from tracker.follow_ups.models.follow_up import FollowUp


class LoggedQuerySet(QuerySet["FollowUp"]):
    def with_logged_day(self) -> Self:
        """With `logged_on`; None where it was imported without that day."""
        entries = Entry.objects.about(self.model)
        logged = entries.filter(object_id=OuterRef("pk"), verb="added").order_by("id").values("at")[:1]
        here = Case(When(imported_on=None, then=TruncDate(Subquery(logged))))
        return self.alias(logged_on=Coalesce("agreed_on", "meeting__held_on", here))

    def logged_within(self, period: Period) -> Self:
        """Logged for a day of the period, as `with_logged_day` says it: no other row's history is asked."""
        rows = self.model.objects.order_by()
        # Short lists of keys: where one question asks for any, no index of PostgreSQL serves it.
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
        entries = entries_within(period).filter(verb="added").values("object_id")
        return self._undated().filter(meeting=None, imported_on=None, pk__in=entries)

    def _undated(self) -> Self:
        return self.alias(day=Unindexed("agreed_on", never=True)).filter(day=None)


def _keys(first: LoggedQuerySet, *others: LoggedQuerySet) -> QuerySet["FollowUp", Any]:
    return first.values("pk").union(*(each.values("pk") for each in others), all=True)
