"""One mail's calendar, as RFC 5546 has it: what the organiser tells one participant of one meeting."""

from datetime import UTC
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from tracker.calendar_mails.meeting_times import moment_of, set_times
from tracker.calendar_mails.models import CalendarMail
from tracker.invitations.calendar_time_zone import time_zone
from tracker.kit.text import plain_line


def calendar_of(mail: CalendarMail) -> str:
    """In the active language. Each mail names the one who gets it alone: nobody's address is told to others."""
    calendar, moment = Calendar(), moment_of(mail.meeting)
    calendar.add("prodid", "-//Suivi//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", str(mail.method))
    if moment and str(moment.tzinfo) != "UTC":
        year = moment.astimezone(UTC).year
        calendar.add_component(time_zone(str(moment.tzinfo), year - 1, year + 1))
    calendar.add_component(_event(mail))
    return bytes(calendar.to_ical()).decode()


def summary_of(mail: CalendarMail) -> str:
    """Of a restricted meeting nothing leaves the house but its day and hour: an answer would carry its title about."""
    return _("Meeting") if mail.meeting.is_restricted else plain_line(mail.meeting.title)


def _event(mail: CalendarMail) -> Event:
    meeting, event = mail.meeting, Event()
    event.add("uid", mail.uid)
    event.add("sequence", mail.sequence)
    event.add("dtstamp", mail.made_at.astimezone(UTC))
    set_times(event, meeting, mail.minutes)
    event.add("summary", summary_of(mail))
    if meeting.place and not meeting.is_restricted:
        event.add("location", plain_line(meeting.place))
    if mail.person.account and mail.person.account.is_active:
        # It leads to the sign-in, and only those who sign in have a use for it.
        event.add("url", f"{settings.SITE_ADDRESS}{meeting.get_absolute_url()}")
    event.add("organizer", _address(mail.organiser, mail.organiser_name))
    event.add("attendee", _attendee(mail))
    event.add("status", "CONFIRMED" if mail.is_invitation else "CANCELLED")
    event.add("class", "PRIVATE" if meeting.is_restricted else "PUBLIC")
    return event


def _attendee(mail: CalendarMail) -> Any:
    address = _address(mail.address, mail.person.name)
    address.params["ROLE"] = vText("REQ-PARTICIPANT")
    if mail.is_invitation:
        address.params["PARTSTAT"] = vText(str(mail.answer))
        address.params["RSVP"] = vText("TRUE")
    return address


def _address(email: str, name: str) -> Any:
    address = vCalAddress(f"mailto:{email}")
    if name:
        address.params["CN"] = vText(plain_line(name).replace('"', "’"))
    return address
