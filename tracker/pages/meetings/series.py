"""The page of a series: its rule in words, who usually comes, its meetings, and what became of their follow-ups."""

from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.directory.left import has_left_expression
from tracker.follow_ups import conditions
from tracker.follow_ups.models import FollowUp
from tracker.history.undo import undoable
from tracker.history.visible import without_hidden
from tracker.history.wording.words_of_entry import changed_fields, verb_label
from tracker.meetings.models import Meeting, Series, UsualParticipant
from tracker.meetings.series.rule_in_words import MOST_SAID, said_next_days
from tracker.meetings.series.usual_participant_values import holders_on

MOST = 100


@dataclass(slots=True)
class Held:
    """A meeting of the series, and how many follow-ups of it this person sees: active, and ended."""

    meeting: Meeting
    active: int = 0
    ended: int = 0


@dataclass(frozen=True, slots=True)
class UsualLine:
    """Who usually comes, and of a post who holds it today."""

    row: UsualParticipant
    holders: list[Any]


@require_safe
def series_page(request: Request, pk: int) -> HttpResponse:
    rows = Series.objects.visible_to(request.user).select_related("recorder")
    series: Series = get_object_or_404(rows, pk=pk)
    today = timezone.localdate()
    meetings = Meeting.objects.visible_to(request.user).filter(series=series)
    context = {
        "series": series,
        "coming": held(meetings.upcoming(today)[:MOST], request.user),
        "past": held(meetings.filter(held_on__lt=today)[:MOST], request.user),
        "count": meetings.filter(held_on__lt=today).count(),
        "next_days": "" if series.has_ended else said_next_days(days_to_come(series, today, meetings)),
        "usual": usual_lines(series),
        "entries": entries_of(series, request.user),
        "last": undoable(series, request.user),
        **totals(meetings, request.user),
    }
    return render(request, "pages/series.html", context)


def days_to_come(series: Series, today: date, seen: QuerySet[Meeting]) -> list[date]:
    """The next days of the rule on which nothing was called off, and those to which a meeting of these was moved."""
    elsewhere = {row.slot_on for row in series.meetings.all() if row.is_called_off or row.is_moved}
    by_rule = (day for day in series.days(today) if day not in elsewhere)
    moved = sorted({row.held_on for row in seen.filter(held_on__gte=today) if row.is_moved and row.is_in_place})
    return list(islice(merge(moved, by_rule), MOST_SAID))


def held(meetings: QuerySet[Meeting], user: User) -> list[Held]:
    lines = {meeting.pk: Held(meeting) for meeting in meetings}
    for name, condition in (("active", conditions.ACTIVE), ("ended", ~conditions.ACTIVE)):
        rows = FollowUp.objects.visible_to(user).filter(condition, meeting__in=lines).order_by().values("meeting")
        for key, number in rows.annotate(number=Count("pk")).values_list("meeting", "number"):
            setattr(lines[key], name, number)
    return list(lines.values())


def totals(meetings: QuerySet[Meeting], user: User) -> dict[str, int]:
    rows = FollowUp.objects.visible_to(user).filter(meeting__in=meetings.order_by().values("pk"))
    counted = rows.order_by().aggregate(
        active=Count("pk", filter=conditions.ACTIVE), ended=Count("pk", filter=~conditions.ACTIVE)
    )
    return {"active": counted["active"], "ended": counted["ended"]}


def usual_lines(series: Series) -> list[UsualLine]:
    """A person as they may be known; a post with those who hold it today."""
    today = timezone.localdate()
    rows = series.usual_participants.select_related("person", "organisation")
    rows = rows.annotate(person_left=has_left_expression("person_id", today))
    return [UsualLine(row, holders_on(today, [row.usual]) if row.usual.is_post else []) for row in rows]


def entries_of(series: Series, user: User) -> list[tuple[Any, str, Any]]:
    entries = series.history.select_related("by", "content_type").order_by("-id")[:200]
    return [(entry, verb_label(entry), changed_fields(entry)) for entry in without_hidden(list(entries), user)]
