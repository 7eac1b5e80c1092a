"""Sending what is written: text, HTML and calendar beside one another, as Outlook and Gmail expect, and as a file."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from smtplib import SMTPServerDisconnected
from typing import Any

from django.core.mail import EmailMultiAlternatives, mailers
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.calendar_mails.itip import calendar_of, summary_of
from tracker.calendar_mails.meeting_times import moment_of
from tracker.calendar_mails.models import CalendarMail
from tracker.calendar_mails.seats import may_be_told
from tracker.kit.date_formats import format_date, format_date_with_weekday
from tracker.meetings.models import Meeting

log = logging.getLogger(__name__)
Status = CalendarMail.Status


@dataclass(frozen=True, slots=True)
class Sent:
    sent: int
    failed: int


def send_mails(keys: Iterable[int]) -> Sent:
    """Those that are still to be sent. Call it once what made them is committed."""
    waiting = CalendarMail.objects.with_names().filter(pk__in=[*keys], status=Status.WAITING)
    rows = [row for row in waiting if row.claim()]
    if not rows:
        return Sent(0, 0)
    backend: Any = mailers.default
    try:
        backend.open()
    except OSError as loss:
        log.warning("The mail server could not be reached.", exc_info=True)
        for row in rows:
            row.close(Status.NOT_SENT, str(loss))
        return Sent(0, len(rows))
    try:
        outcome = [_send_one(row, backend) for row in rows]
    finally:
        backend.close()
    return Sent(sum(outcome), len(outcome) - sum(outcome))


def _send_one(row: CalendarMail, backend: Any) -> bool:
    if not may_be_told(row.meeting, row.person):
        row.close(Status.NOT_SENT, _("It is restricted now, and they do not see it."))
        return False
    try:
        backend.send_messages([mail_of(row)])
    except (SMTPServerDisconnected, TimeoutError, ConnectionError) as loss:
        # It may have been taken all the same.
        log.warning("The mail server broke off.", exc_info=True)
        row.close(Status.UNSURE, str(loss))
        return False
    except (OSError, ValueError) as refusal:
        log.warning("A calendar invitation could not be mailed.", exc_info=True)
        row.close(Status.NOT_SENT, str(refusal))
        return False
    row.close(Status.SENT)
    return True


def mail_of(row: CalendarMail) -> EmailMultiAlternatives:
    """In the language of its reader."""
    with translation.override(row.language):
        words = {"mail": row, "meeting": row.meeting, "language": row.language, "summary": summary_of(row)}
        words |= {"is_changed": is_changed(row), "is_hidden": row.meeting.is_restricted}
        words |= {"when": said_when(row.meeting)}
        plain = render_to_string("calendar_mails/email/invitation.txt", words).strip()
        message = EmailMultiAlternatives(subject_of(row), plain, None, [row.address], reply_to=[row.organiser])
        message.attach_alternative(render_to_string("calendar_mails/email/invitation.html", words), "text/html")
        calendar = calendar_of(row)
    message.attach_alternative(calendar, f"text/calendar; method={row.method}")
    message.attach("invite.ics", calendar.encode(), "application/ics")
    message.extra_headers = {"Auto-Submitted": "auto-generated"}
    return message


def said_when(meeting: Meeting) -> str:
    """In the active language, with the zone by whose clock the hour is meant."""
    days = [format_date_with_weekday(day, get_language() or "") for day in (meeting.held_on, meeting.last_day)]
    if meeting.ends_on:
        return " – ".join(days)
    moment = moment_of(meeting)
    return f"{days[0]}, {moment:%H:%M} ({moment.tzinfo})" if moment else days[0]


def subject_of(row: CalendarMail) -> str:
    """Without the title of what is restricted."""
    said = _("Invitation: %(meeting)s, %(day)s")
    if is_changed(row):
        said = _("Changed: %(meeting)s, %(day)s")
    if not row.is_invitation:
        said = _("Cancelled: %(meeting)s, %(day)s")
    return said % {"meeting": summary_of(row), "day": format_date(row.meeting.held_on)}


def is_changed(row: CalendarMail) -> bool:
    """Whether their calendar had it before."""
    before = CalendarMail.objects.there().filter(meeting=row.meeting_id, person=row.person_id, pk__lt=row.pk).last()
    return row.is_invitation and before is not None and before.is_invitation
