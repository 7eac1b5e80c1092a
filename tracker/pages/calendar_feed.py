"""A person's calendar as iCalendar: no sign-in but its private link, read by calendar programs again and again."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event, Timezone

from tracker.accounts.calendar_link import Alarm, CalendarLink, DueDates
from tracker.accounts.models import User
from tracker.calendar_mails.meeting_times import moment_of
from tracker.directory.left import mark_leavers, say_person
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.statuses import Status
from tracker.invitations.calendar_time_zone import time_zone
from tracker.invitations.models import Answer, Invitation
from tracker.kit.text import plain_line
from tracker.pages.feed.alarms import remind
from tracker.pages.feed.due_dates import due_parts
from tracker.pages.meetings.feed import CANCELLED_FOR, MOST, PAST_SHOWN, event_of, fed_meetings

NOT_HELD = (Status.DECLINED, Status.DROPPED, Status.LAPSED)


def feed(
    user: User, *, everything: bool, address: str, alarm: str = Alarm.NONE, due_dates: str = DueDates.NONE
) -> bytes:
    """The calendar of what concerns `user`, or of everything they may see. `address` is that of this house."""
    with translation.override(user.language or settings.LANGUAGE_CODE):
        calendar = Calendar()
        calendar.add("prodid", "-//Suivi//Calendar//EN")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", _("Suivi: %(name)s") % {"name": plain_line(user.name)})
        rows, meetings = _rows(user, everything), fed_meetings(user, everything=everything)
        moments = [*_moments(rows), *filter(None, map(moment_of, meetings))]
        told = (event_of(meeting, f"{address}{meeting.get_absolute_url()}") for meeting in meetings)
        for zone in _zones(moments):
            calendar.add_component(zone)
        for part in (*_events(rows, address), *told, *due_parts(user, due_dates, address)):
            calendar.add_component(remind(part, alarm))
        return bytes(calendar.to_ical())


def _moments(rows: list[FollowUp]) -> Iterator[datetime]:
    """When events begin and end by the clocks of their zones."""
    for event in (row.invitation for row in rows if row.invitation.typed.begins is not None):
        yield from (moment.astimezone(ZoneInfo(event.zone)) for moment in (event.starts, event.ends))


def _zones(moments: Sequence[datetime]) -> Iterator[Timezone]:
    """Those by whose clocks something begins, each for the years of all that is around it."""
    years = [moment.astimezone(UTC).year for moment in moments]
    for name in sorted({str(moment.tzinfo) for moment in moments} - {"UTC"}):
        yield time_zone(name, min(years) - 1, max(years) + 1)


def _events(rows: list[FollowUp], address: str) -> Iterator[Event]:
    for row in rows:
        link = f"{address}{row.get_absolute_url()}"
        yield _event(row, link)
        if reply := _reply(row, link):
            yield reply


def _rows(user: User, everything: bool) -> list[FollowUp]:
    now = timezone.now()
    here: FollowUpQuerySet = FollowUp.objects.visible_to(user)
    gone: FollowUpQuerySet = FollowUp.objects.removed_for(user).filter(removed_at__gte=now - CANCELLED_FOR)
    ended = Q(status__in=NOT_HELD, ended_on__lt=timezone.localdate() - CANCELLED_FOR)
    rows = [
        row
        for rows in (here.exclude(ended), gone)
        for row in (rows if everything else rows.concerning(user))
        .with_events()
        .with_classification()
        .filter(invitation__ends__gte=now - PAST_SHOWN)
        .order_by("invitation__starts", "id")[:MOST]
    ]
    mark_leavers(row.invitation.speaker for row in rows[:MOST])
    return rows[:MOST]


def _event(follow_up: FollowUp, link: str) -> Event:
    event, typed = follow_up.invitation, follow_up.invitation.typed
    entry = _entry(follow_up, event.title, str(event.uid), link)
    if typed.begins is None:
        entry.add("dtstart", typed.first)
        entry.add("dtend", typed.last + timedelta(days=1))
    else:
        zone = ZoneInfo(event.zone)
        entry.add("dtstart", event.starts.astimezone(zone))
        if event.ends > event.starts:
            entry.add("dtend", event.ends.astimezone(zone))
    if event.days_said:
        # It may be on any of these days: it keeps none of them free.
        entry.add("transp", "TRANSPARENT")
    if event.place or event.link:
        entry.add("location", plain_line(event.place or event.link))
    entry.add("status", _status(follow_up, event))
    return entry


def _reply(follow_up: FollowUp, link: str) -> Event | None:
    """The day to reply by. Once it is answered, that is called off for as long as calendar programs need to see it."""
    event = follow_up.invitation
    is_old = event.answered_on and event.answered_on < timezone.localdate() - CANCELLED_FOR
    if not event.reply_by or is_old:
        return None
    is_open = follow_up.removed_at is None and follow_up.is_active and not event.is_answered
    title = _("Reply: %(title)s") % {"title": event.title}
    entry = _entry(follow_up, title, f"{event.uid}-reply", link)
    entry.add("dtstart", event.reply_by)
    entry.add("dtend", event.reply_by + timedelta(days=1))
    entry.add("transp", "TRANSPARENT")
    entry.add("status", "CONFIRMED" if is_open else "CANCELLED")
    return entry


def _entry(follow_up: FollowUp, title: str, uid: str, link: str) -> Event:
    entry = Event()
    entry.add("uid", f"{uid}@suivi")
    entry.add("summary", plain_line(title))
    entry.add("description", _described(follow_up))
    entry.add("url", link)
    entry.add("sequence", follow_up.version)
    # The same as long as nothing changed, so that a program that asks again is told so.
    changed = follow_up.updated_at.astimezone(UTC)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    if follow_up.is_restricted:
        entry.add("class", "PRIVATE")
    return entry


def _described(follow_up: FollowUp) -> str:
    event: Any = follow_up.invitation
    lines = [
        follow_up.reference,
        Answer(event.answer).label,
        event.get_role_display(),
        event.speaker and _("Speaker: %(name)s") % {"name": say_person(event, "speaker")},
        event.organiser or event.organiser_name,
        event.place and event.link,
    ]
    return "\n".join(plain_line(str(line)) for line in lines if line)


def _status(follow_up: FollowUp, event: Invitation) -> str:
    if follow_up.removed_at or follow_up.status in NOT_HELD:
        return "CANCELLED"
    return "CONFIRMED" if event.answer == Answer.ACCEPTED and not event.days_said else "TENTATIVE"


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    link = CalendarLink.of(token)
    if link is None:
        raise Http404
    everything = request.GET.get("whose") == "all"
    wishes = {"alarm": link.alarm, "due_dates": link.due_dates}
    body = feed(link.user, everything=everything, address=settings.SITE_ADDRESS, **wishes)
    link.mark_used()
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="suivi.ics"'
    # Kept by the program that asked, asked for again each time.
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["ETag"] = quote_etag(sha256(body).hexdigest())
    return get_conditional_response(request, etag=answer.headers["ETag"], response=answer) or answer
