"""Meetings in the feed of a person's calendar: moved or called off, each keeps its identity there."""

from datetime import UTC, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from icalendar import Event

from tracker.accounts.models import User
from tracker.calendar_mails.meeting_times import set_times
from tracker.history.models import Entry
from tracker.kit.text import plain_line
from tracker.meetings.models import Meeting, MeetingQuerySet

MOST = 1000
PAST_SHOWN = timedelta(days=366)
# So long a calendar program is told that something does not take place any more.
CANCELLED_FOR = timedelta(days=90)


def fed_meetings(user: User, *, everything: bool) -> list[Meeting]:
    """Those of `user`, or all that they may see; each with `changed_at`, when it changed last."""
    now, since = timezone.now(), timezone.localdate() - PAST_SHOWN
    here: MeetingQuerySet = Meeting.objects.visible_to(user)
    here = here.filter(Q(called_off_at=None) | Q(called_off_at__gte=now - CANCELLED_FOR))
    gone: MeetingQuerySet = Meeting.objects.removed_for(user).filter(removed_at__gte=now - CANCELLED_FOR)
    return [
        row
        for rows in (here, gone)
        for row in _told(rows if everything else rows.of_account(user)).filter(held_on__gte=since)[:MOST]
    ][:MOST]


def _told(rows: MeetingQuerySet) -> Any:
    kind = ContentType.objects.get_for_model(Meeting)
    entries = Entry.objects.filter(content_type=kind, object_id=OuterRef("pk")).order_by("-id")
    return rows.order_by("held_on", "id").annotate(changed_at=Subquery(entries.values("at")[:1]))


def event_of(meeting: Any, link: str) -> Event:
    entry = Event()
    entry.add("uid", f"{meeting.uid}@suivi")
    entry.add("sequence", meeting.version)
    entry.add("summary", plain_line(meeting.title))
    entry.add("description", plain_line(str(meeting.said_off or meeting.get_kind_display())))
    entry.add("url", link)
    set_times(entry, meeting)
    if meeting.place:
        entry.add("location", plain_line(meeting.place))
    # The same as long as nothing changed, so that a program that asks again is told so.
    if meeting.changed_at:
        entry.add("dtstamp", meeting.changed_at.astimezone(UTC))
        entry.add("last-modified", meeting.changed_at.astimezone(UTC))
    entry.add("status", "CONFIRMED" if meeting.is_in_place else "CANCELLED")
    if meeting.is_restricted:
        entry.add("class", "PRIVATE")
    return entry
