"""What became of follow-ups since the last meeting with the same partners."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, time, timedelta

from django.utils import timezone

from tracker.accounts.models import User
from tracker.agendas.points.next_of import last_of
from tracker.follow_ups.list.changes_since import net
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.history.visible import without_hidden
from tracker.history.wording.words_of_entry import FieldChange, changed_lines
from tracker.meetings.models import Meeting

# What is said of each; so many entries are read.
TOLD = ("status", "due_on", "owner")
MOST = 1_000


def changed_since_last(meeting: Meeting, keys: Collection[int], user: User) -> dict[int, list[FieldChange]]:
    """By the key of the follow-up, as far as `user` may read of it; until the meeting, if that is over."""
    last = last_of(meeting, user) if keys else None
    if last is None:
        return {}
    rows = Entry.objects.about(FollowUp).filter(object_id__in=keys, at__gte=_after(last), at__lt=_after(meeting))
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in without_hidden(rows.select_related("content_type").order_by("id")[:MOST], user):
        found[entry.object_id].append(entry)
    return {key: lines for key, entries in found.items() if (lines := _lines(entries))}


def _lines(entries: list[Entry]) -> list[FieldChange]:
    changes = {name: change for name, change in net(entries).items() if name in TOLD}
    return changed_lines(FollowUp, changes)


def _after(meeting: Meeting) -> datetime:
    return timezone.make_aware(datetime.combine(meeting.last_day + timedelta(days=1), time()))
