"""What is told was done on its day, not on the day of loading."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import models
from django.utils import timezone

from tracker.follow_ups.models import FollowUp, Invitation, ReferenceYear, Step
from tracker.follow_ups.models.reference import next_reference
from tracker.history.models import Entry
from tracker.records.models import Record, Version


@contextmanager
def back_dated(at: datetime) -> Iterator[None]:
    """All that is done inside was done at `at`: the history says so, and every column that was read from the clock."""
    last = Entry.objects.aggregate(last=models.Max("id"))["last"] or 0
    yield
    entries = Entry.objects.filter(id__gt=last)
    entries.update(at=at)
    for entry in entries.filter(content_type__model__in=("followup", "record")):
        if isinstance(entry.item, FollowUp):
            _back_date(entry.item, entry, at)
        elif isinstance(entry.item, Record):
            Version.objects.filter(record=entry.item, number=entry.item.number).update(at=at)


def _back_date(follow_up: FollowUp, entry: Entry, at: datetime) -> None:
    values: dict[str, object] = {"updated_at": at}
    if entry.changes.get("ended_on", {}).get("to"):
        values["ended_on"] = timezone.localdate(at)
        entry.changes["ended_on"]["to"] = timezone.localdate(at).isoformat()
        entry.save()
    if (entry.changes.get("invitation.answered_on") or {}).get("to"):
        Invitation.objects.filter(follow_up=follow_up).update(answered_on=timezone.localdate(at))
        entry.changes["invitation.answered_on"]["to"] = timezone.localdate(at).isoformat()
        entry.save()
    for name, change in entry.changes.items():
        if name.endswith(".done_on") and change["to"]:
            change["to"] = timezone.localdate(at).isoformat()
            entry.save()
    # What was done on the day of loading was done by this very deed: those before it are back-dated already.
    done_now = Step.objects.filter(invitation__follow_up=follow_up, done_on=timezone.localdate())
    done_now.update(done_on=timezone.localdate(at))
    if entry.verb == "added" and follow_up.meeting_id is None:
        values["reference"] = _reference_of(timezone.localdate(at).year, follow_up.reference)
    FollowUp.objects.filter(pk=follow_up.pk).update(**values)


def _reference_of(year: int, taken: str) -> str:
    """A reference of that year for one that was taken from this year's numbers: the number goes back."""
    this_year = timezone.localdate().year
    if year == this_year:
        return taken
    ReferenceYear.objects.filter(year=this_year).update(last=models.F("last") - 1)
    return next_reference(year)
