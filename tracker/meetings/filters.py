"""The filters of the meetings list: the whole state stands in the address."""

from typing import Any

import django_filters as filters
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.directory import choosable_names
from tracker.directory.models import Organisation
from tracker.kit.positive_number_field import WholeNumberField
from tracker.lists.filters import ListFilter, NameFilter, TextFilter
from tracker.lists.keyset_ordering import Order
from tracker.meetings.models import Meeting, MeetingQuerySet

REMOVED = "1"
NEWEST_FIRST = Order("held", "held_on", descending=True)


class YearField(WholeNumberField):
    default_error_messages = dict.fromkeys(("invalid", "min_value", "max_value"), _("Type a year such as 2018."))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1900, max_value=2200, **kwargs)


class YearFilter(filters.Filter):  # type: ignore[misc]
    field_class = YearField


class MeetingFilter(ListFilter):
    is_alike = False
    q = TextFilter(label=_("Words in title or place"), method="about")
    kind = filters.ChoiceFilter(label=_("Kind"), choices=Meeting.Kind, empty_label=_("Every kind"))
    year = YearFilter(label=_("Year"), method="held_in")
    partner = NameFilter(label=_("Partner"), suggestions="directory:organisation_suggestions", method="with_partner")
    removed = filters.ChoiceFilter(
        label=_("Show"), choices=[(REMOVED, _("Removed meetings"))], empty_label=_("Meetings"), method="as_they_are"
    )

    def __init__(self, data: Any, queryset: MeetingQuerySet, *, user: User) -> None:
        super().__init__(data, queryset, rows={"partner": choosable_names.organisations(user)})
        self.shows_removed = data.get("removed") == REMOVED
        if not permissions.may_log(user):
            del self.form.fields["removed"]

    def about(self, rows: MeetingQuerySet, _name: str, value: str) -> MeetingQuerySet:
        return rows.search(value)

    def held_in(self, rows: MeetingQuerySet, _name: str, value: int) -> MeetingQuerySet:
        return rows.held_in(value)

    def with_partner(self, rows: MeetingQuerySet, _name: str, value: Organisation) -> MeetingQuerySet:
        return rows.with_partner(value)

    def as_they_are(self, rows: MeetingQuerySet, _name: str, _value: str) -> MeetingQuerySet:
        """The view has chosen the rows already: the removed ones are no part of those that are there."""
        return rows


def filter_of(request: Request) -> MeetingFilter:
    """What the list is asked for: of the meetings that are there, or of those that were removed."""
    user = request.user
    if request.GET.get("removed") != REMOVED:
        return MeetingFilter(request.GET, Meeting.objects.visible_to(user), user=user)
    if not permissions.may_log(user):
        raise PermissionDenied
    return MeetingFilter(request.GET, Meeting.objects.removed_for(user), user=user)
