"""The filters that follow-ups and activities share: what they implement."""

from typing import Any

from tracker.follow_ups.models.implementing import ImplementingQuerySet
from tracker.kit.filters import ListFilter
from tracker.mandates.models import Mandate, Paragraph


class ImplementingFilter(ListFilter):
    """For lists with the filters `mandate`, `paragraph` and `whole`."""

    def implementing(self, rows: ImplementingQuerySet, _name: str, value: Mandate) -> ImplementingQuerySet:
        return rows.implementing(value)

    def implementing_paragraph(self, rows: ImplementingQuerySet, _name: str, value: Paragraph) -> ImplementingQuerySet:
        return rows.implementing_paragraph(value)

    def implementing_whole(self, rows: ImplementingQuerySet, _name: str, value: bool) -> ImplementingQuerySet:
        """That mandate as a whole which is chosen beside it, or any."""
        mandate: Any = self.form.cleaned_data.get("mandate")
        return rows.implementing_whole(mandate) if value else rows
