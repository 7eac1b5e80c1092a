"""The days by which one's own follow-ups are due, in a calendar: as to-dos, or as events of a day."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event, Todo

from tracker.accounts.calendar_link import DueDates
from tracker.accounts.models import User
from tracker.follow_ups.choices import FollowUpPriority
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.statuses import Status
from tracker.kit.text import plain_line
from tracker.pages.meetings.feed import CANCELLED_FOR, MOST

# As RFC 5545 has them: 1 is the highest, 5 the middle, 9 the lowest.
PRIORITIES = {FollowUpPriority.URGENT: 1, FollowUpPriority.HIGH: 3, FollowUpPriority.NORMAL: 5, FollowUpPriority.LOW: 9}


def due_parts(user: User, due_dates: str, address: str) -> Iterator[Any]:
    """Always one's own alone: a calendar of the whole house would be full of what others have to do."""
    if due_dates == DueDates.NONE:
        return
    for row in due_rows(user):
        yield _to_do(row, address) if due_dates == DueDates.TO_DOS else _event(row, address)


def due_rows(user: User) -> list[FollowUp]:
    """With those that ended or were removed lately, so that a calendar learns of it."""
    here: FollowUpQuerySet = FollowUp.objects.visible_to(user)
    ended = here.ended().filter(ended_on__gte=timezone.localdate() - CANCELLED_FOR)
    gone: FollowUpQuerySet = FollowUp.objects.removed_for(user)
    gone = gone.filter(removed_at__gte=timezone.now() - CANCELLED_FOR)
    return [
        row
        for rows in (here.active(), ended, gone)
        for row in rows.of_account(user).filter(due_on__isnull=False).with_names().by_due()[:MOST]
    ][:MOST]


def _to_do(row: FollowUp, address: str) -> Todo:
    part = _told(Todo(), row, address)
    part.add("due", row.due_on)
    part.add("status", _status(row))
    if row.priority:
        part.add("priority", PRIORITIES[FollowUpPriority(row.priority)])
    if row.removed_at is None and row.status == Status.DONE and row.ended_on:
        part.add("completed", datetime.combine(row.ended_on, time(12), UTC))
    return part


def _event(row: FollowUp, address: str) -> Event:
    part = _told(Event(), row, address)
    part.add("dtstart", row.due_on)
    part.add("dtend", row.due_on + timedelta(days=1))  # type: ignore[operator]
    # A day by which something is due keeps nobody busy.
    part.add("transp", "TRANSPARENT")
    part.add("status", "CONFIRMED" if row.is_active and row.removed_at is None else "CANCELLED")
    return part


def _told[Part: (Event, Todo)](part: Part, row: FollowUp, address: str) -> Part:
    link = f"{address}{row.get_absolute_url()}"
    title = row.title if part.name == "VTODO" else _("Due: %(title)s") % {"title": row.title}
    lines = [row.reference, row.get_status_display(), row.due_words, row.partner]
    part.add("uid", f"follow-up-{row.pk}@{urlsplit(address).hostname}")
    part.add("summary", plain_line(title))
    part.add("description", "\n".join(plain_line(str(line)) for line in lines if line))
    part.add("url", link)
    part.add("sequence", row.version)
    # The same as long as nothing changed, so that a program that asks again is told so.
    for name in ("dtstamp", "last-modified"):
        part.add(name, row.updated_at.astimezone(UTC))
    if row.is_restricted:
        part.add("class", "PRIVATE")
    return part


def _status(row: FollowUp) -> str:
    if row.removed_at or row.status in (Status.DECLINED, Status.DROPPED, Status.LAPSED):
        return "CANCELLED"
    return {Status.DONE: "COMPLETED", Status.IN_PROGRESS: "IN-PROCESS"}.get(Status(row.status), "NEEDS-ACTION")
