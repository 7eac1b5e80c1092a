"""The filters of the list of series: the whole state stands in the address."""

from typing import Any

import django_filters as filters
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.lists.filters import ListFilter, TextFilter
from tracker.lists.keyset_ordering import Order
from tracker.meetings.models import Meeting, Series, SeriesQuerySet

ENDED, REMOVED = "ended", "removed"
SHOWN = [(ENDED, _("Ended series")), (REMOVED, _("Removed series"))]
BY_NAME = Order("name", "name")


class SeriesFilter(ListFilter):
    is_alike = False
    q = TextFilter(label=_("Words in name or place"), method="about")
    kind = filters.ChoiceFilter(label=_("Kind"), choices=Meeting.Kind, empty_label=_("Every kind"))
    show = filters.ChoiceFilter(label=_("Show"), choices=SHOWN, empty_label=_("All series"), method="as_they_are")

    def __init__(self, data: Any, queryset: SeriesQuerySet, *, user: User) -> None:
        super().__init__(data, queryset)
        self.shows_removed = data.get("show") == REMOVED
        if not permissions.may_log(user):
            # That for all series comes by itself.
            self.form.fields["show"].choices = [each for each in SHOWN if each[0] != REMOVED]

    def about(self, rows: SeriesQuerySet, _name: str, value: str) -> SeriesQuerySet:
        return rows.search(value)

    def as_they_are(self, rows: SeriesQuerySet, _name: str, value: str) -> SeriesQuerySet:
        """Of the removed ones the rows are chosen already."""
        return rows.ended(timezone.localdate()) if value == ENDED else rows


def filter_of(request: Request) -> SeriesFilter:
    """What the list is asked for: of the series that are there, or of those that were removed."""
    user = request.user
    if request.GET.get("show") != REMOVED:
        return SeriesFilter(request.GET, Series.objects.visible_to(user), user=user)
    if not permissions.may_log(user):
        raise PermissionDenied
    return SeriesFilter(request.GET, Series.objects.removed_for(user), user=user)
