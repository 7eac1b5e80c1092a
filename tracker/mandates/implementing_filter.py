"""The filters that follow-ups and activities share: what they implement."""

from typing import Any

from tracker.lists.filters import ListFilter
from tracker.mandates.implementing import ImplementingQuerySet
from tracker.mandates.models import Mandate, Paragraph

Rows = ImplementingQuerySet[Any]


class ImplementingFilter(ListFilter):
    """For lists with the filters `mandate`, `paragraph` and `whole`."""

    def implementing(self, rows: Rows, _name: str, value: Mandate) -> Rows:
        return rows.implementing(value)

    def implementing_paragraph(self, rows: Rows, _name: str, value: Paragraph) -> Rows:
        return rows.implementing_paragraph(value)

    def implementing_whole(self, rows: Rows, _name: str, value: bool) -> Rows:
        """That mandate as a whole which is chosen beside it, or any."""
        mandate: Any = self.form.cleaned_data.get("mandate")
        return rows.implementing_whole(mandate) if value else rows
