"""The filters of the list of pledges."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.directory.models import Organisation
from tracker.kit.row_by_name_field import lazy_rows
from tracker.lists.filters import ListFilter, NameFilter
from tracker.lists.keyset_ordering import Order
from tracker.meetings.models import Meeting
from tracker.pledges.models import PledgeQuerySet
from tracker.pledges.resource_measure import Kind
from tracker.pledges.stages import Stage

NEWEST = Order("newest", "made_on", descending=True)


class Firmness(TextChoices):
    """What the stage filter offers besides the stages themselves."""

    FIRM = "firm", _("Firm")
    STANDING = "standing", _("All but withdrawn")


class AgeingFilter(filters.Filter):  # type: ignore[misc]
    field_class = forms.BooleanField


class PledgeFilter(ListFilter):
    donor = NameFilter(label=_("Donor"), suggestions="directory:organisation_suggestions", method="by_donor")
    kind = filters.ChoiceFilter(label=_("Kind"), choices=Kind, empty_label=_("Every kind"))
    stage = filters.ChoiceFilter(
        label=_("Stage"), choices=Firmness.choices + Stage.choices, empty_label=_("Every stage"), method="in_stage"
    )
    meeting = NameFilter(label=_("Meeting"), suggestions="meetings:suggestions")
    ageing = AgeingFilter(label=_("Not firm after 90 days"), method="only_ageing")

    def __init__(self, data: Any, queryset: PledgeQuerySet, *, user: User) -> None:
        rows = {
            "donor": choosable_names.organisations(user),
            "meeting": lazy_rows(lambda: Meeting.objects.visible_to(user)),
        }
        super().__init__(data, queryset, rows=rows)

    def by_donor(self, rows: PledgeQuerySet, _name: str, value: Organisation) -> PledgeQuerySet:
        return rows.by_donor(value)

    def in_stage(self, rows: PledgeQuerySet, _name: str, value: str) -> PledgeQuerySet:
        if value == Firmness.FIRM:
            return rows.firm()
        return rows.standing() if value == Firmness.STANDING else rows.filter(stage=value)

    def only_ageing(self, rows: PledgeQuerySet, _name: str, value: bool) -> PledgeQuerySet:
        return rows.ageing(timezone.localdate()) if value else rows
