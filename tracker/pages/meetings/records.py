"""The records of one meeting side by side: their texts, how closed each is, and which follow-ups come from which."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tracker.accounts.classification_field import Classification
from tracker.accounts.request import Request
from tracker.circulation.page import Part, parts_of
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.records.models import Record, Version


@dataclass(frozen=True, slots=True)
class Column:
    record: Record
    version: Version
    follow_ups: list[FollowUp]

    @property
    def parts(self) -> list[Part]:
        return parts_of(self.version)

    @property
    def classification(self) -> str:
        """As it is to those who ask, whatever closes it."""
        return str(Classification.RESTRICTED.label if self.record.is_restricted else Classification.GENERAL.label)


@require_safe
def records_page(request: Request, pk: int) -> HttpResponse:
    """Of what somebody may not see there is neither a column nor a number."""
    meeting: Meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    records = Record.objects.visible_to(request.user).filter(meeting=meeting).select_related("meeting")
    rows = FollowUp.objects.visible_to(request.user).filter(passage__record__in=records).with_names()
    found = list(rows.select_related("passage__record").order_by("passage__start", "id"))
    versions = Version.objects.filter(record__in=records).select_related("record__meeting").order_by("record", "number")
    latest = [version for version in versions if version.number == version.record.number]
    columns = [
        Column(version.record, version, [row for row in found if _record_of(row) == version.record_id])
        for version in latest
    ]
    return render(request, "pages/meeting_records.html", {"meeting": meeting, "columns": columns})


def _record_of(row: FollowUp) -> int | None:
    return row.passage.record_id if row.passage else None
