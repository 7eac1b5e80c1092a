"""The filters of the list of mandates."""

from datetime import date
from typing import Any

import django_filters as filters
from django.db.models import DateField, TextChoices, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.directory.models import Organisation
from tracker.lists.filters import ListFilter, NameFilter, TextFilter
from tracker.lists.keyset_ordering import Order
from tracker.mandates.models import Mandate, MandateQuerySet

NEWEST = Order("newest", Coalesce("adopted_on", Value(date.min, DateField())), descending=True)


class Validity(TextChoices):
    IN_FORCE = "yes", _("In force")
    ENDING = "ending", _("Ends within six months")
    PAST = "no", _("No longer in force")


class MandateFilter(ListFilter):
    q = TextFilter(label=_("Words"), method="search")
    kind = filters.ChoiceFilter(label=_("Kind"), choices=Mandate.Kind)
    in_force = filters.ChoiceFilter(label=_("In force"), choices=Validity, method="in_validity")
    party = NameFilter(label=_("With"), suggestions="directory:organisation_suggestions", method="of")

    def __init__(self, data: Any, queryset: MandateQuerySet, *, user: User) -> None:
        super().__init__(data, queryset, rows={"party": choosable_names.organisations(user)})

    def search(self, rows: MandateQuerySet, _name: str, value: str) -> MandateQuerySet:
        return rows.find(value)

    def in_validity(self, rows: MandateQuerySet, _name: str, value: str) -> MandateQuerySet:
        today = timezone.localdate()
        if value == Validity.ENDING:
            return rows.ending_soon(today)
        return rows.in_force(today) if value == Validity.IN_FORCE else rows.no_longer_in_force(today)

    def of(self, rows: MandateQuerySet, _name: str, value: Organisation) -> MandateQuerySet:
        return rows.of(value)
