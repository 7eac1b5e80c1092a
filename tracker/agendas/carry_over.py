"""Carrying over: follow-ups put on the agenda of a meeting and taken off it, at one save; and taking that back as one.

The entries of one save are those of one moment: no table keeps them together.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tracker.accounts.models import User
from tracker.agendas.models import Appearance
from tracker.agendas.points.models import Point, hold
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry, EntryQuerySet
from tracker.history.undo import NotLast, may_undo, undo
from tracker.meetings.models import Meeting
from tracker.records.create_meeting_with_record import log_meeting

DEEDS = ("carried", "taken off")


@transaction.atomic
def carry_over(
    meeting: Meeting, follow_ups: Iterable[FollowUp], *, by: User, taken_off: Collection[Appearance] = (),
    point: Point | None = None,
) -> list[Entry]:  # fmt: skip
    """Put these on the agenda, after what stands there, and take those off it; an entry for each that changes.

    Without a `point` of their own they stand among the matters arising.

    Of two at once the second one waits, and finds there what the first has done.
    """
    hold(meeting)
    at, last = timezone.now(), meeting.appearances.aggregate(last=Max("position"))["last"] or 0
    entries = Appearance.put_on(meeting, follow_ups, last, by=by, at=at, point=point)
    return [*entries, *filter(None, (each.take_off(by=by, at=at) for each in taken_off))]


@transaction.atomic
def log_meeting_with_agenda(*, by: User, follow_ups: Iterable[FollowUp], **values: Any) -> Meeting:
    """A new meeting, as `log_meeting`, with these on its agenda. Sent twice, the agenda stands as it was left."""
    meeting = log_meeting(by=by, **values)
    if not meeting.appearances.exists():
        carry_over(meeting, follow_ups, by=by)
    return meeting


def entries_of(entry: Entry) -> EntryQuerySet:
    """All entries of the save that `entry` is one of."""
    rows: EntryQuerySet = Entry.objects.about(Appearance).filter(verb__in=DEEDS, by=entry.by, at=entry.at)
    return rows


@transaction.atomic
def take_back(entry: Entry, *, by: User) -> tuple[int, int]:
    """Undo that save: how many are as before, and how many had changed again and stay. Twice, it does nothing more."""
    entries = entries_of(entry).readable_by(by).filter(undone_by=None)
    found = Appearance.objects.known_to(by).filter(pk__in=entries.values("object_id"))
    items = found.with_what_closes().select_for_update(of=("self",), no_key=True).in_bulk()
    done = left = 0
    for each in entries.filter(object_id__in=items).order_by("id"):
        try:
            with transaction.atomic():
                done += bool(may_undo(by, items[each.object_id], each) and undo(items[each.object_id], each, by=by))
        except NotLast:
            left += 1
    return done, left
