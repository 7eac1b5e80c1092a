"""The filters of the list of activities: the whole state stands in the address."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.activities.models import ActivityQuerySet
from tracker.directory.models import Organisation, Person
from tracker.kit.periods import Period
from tracker.lists.filters import NameFilter, PeriodFilter, TextFilter, TickFilter
from tracker.lists.keyset_ordering import Order
from tracker.mandates.implementing_filter import ImplementingFilter
from tracker.mandates.models import Mandate, Paragraph

NEWEST_FIRST = Order("newest", "starts_on", descending=True)


class ActivityFilter(ImplementingFilter):
    q = TextFilter(label=_("Words"), method="search")
    mandate = NameFilter(label=_("Mandate"), suggestions="mandates:suggestions", method="implementing")
    paragraph = NameFilter(
        label=_("Paragraph"), suggestions="mandates:paragraph_suggestions", method="implementing_paragraph"
    )
    whole = TickFilter(label=_("Implements the mandate as a whole"), method="implementing_whole")
    unit = NameFilter(label=_("Unit"), suggestions="directory:unit_suggestions", method="of_unit")
    done_by = NameFilter(label=_("Done by"), suggestions="directory:person_suggestions")
    partner = NameFilter(label=_("Partner"), suggestions="directory:organisation_suggestions", method="with_partner")
    period = PeriodFilter(label=_("Period"), method="within")

    def __init__(self, data: Any, queryset: ActivityQuerySet, *, user: User) -> None:
        organisations = Organisation.objects.visible_to(user)
        rows = {
            "mandate": Mandate.objects.visible_to(user),
            "paragraph": Paragraph.objects.visible_to(user).select_related("mandate"),
            "unit": organisations.ours(),
            "done_by": Person.objects.visible_to(user),
            "partner": organisations,
        }
        super().__init__(data, queryset, rows=rows)

    def search(self, rows: ActivityQuerySet, _name: str, value: str) -> ActivityQuerySet:
        return rows.search(value)

    def of_unit(self, rows: ActivityQuerySet, _name: str, value: Organisation) -> ActivityQuerySet:
        return rows.of_unit(value)

    def with_partner(self, rows: ActivityQuerySet, _name: str, value: Organisation) -> ActivityQuerySet:
        return rows.with_partner(value)

    def within(self, rows: ActivityQuerySet, _name: str, value: Period) -> ActivityQuerySet:
        return rows.within(value)
