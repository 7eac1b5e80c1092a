"""Sending what is written: text, HTML and calendar beside one another, as Outlook and Gmail expect, and as a file."""

from collections.abc import Iterable
from datetime import datetime

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.background.mail_rows import MailStatus
from tracker.background.send_rows import Sent, send_rows
from tracker.calendar_mails.itip import calendar_of, summary_of
from tracker.calendar_mails.meeting_times import moment_of
from tracker.calendar_mails.models import CalendarMail
from tracker.calendar_mails.seats import may_be_told
from tracker.kit.date_formats import format_date, format_date_with_weekday
from tracker.meetings.models import Meeting


def send_mails(keys: Iterable[int]) -> Sent:
    """Those that are still to be sent. Call it once what made them is committed."""
    rows = CalendarMail.objects.waiting().with_names().filter(pk__in=[*keys])
    return send_rows(rows, _mail_that_may_go)


def send_left_over(now: datetime) -> None:
    """What broke off between being written and being sent, or was put off by the mail server."""
    CalendarMail.objects.all().settle_cut_off(now)
    send_mails(CalendarMail.objects.left_over(now).values_list("pk", flat=True))


def _mail_that_may_go(row: CalendarMail) -> EmailMultiAlternatives | None:
    if may_be_told(row.meeting, row.person):
        return mail_of(row)
    row.close(MailStatus.NOT_SENT, _("It is restricted now, and they do not see it."))
    return None


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
