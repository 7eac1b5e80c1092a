"""An event in words: when it is, and where the invitation to it stands."""

from django.conf import settings
from django.utils.translation import gettext as _

from tracker.directory.left import say_person
from tracker.invitations.event_times import TypedTimes
from tracker.invitations.models import Answer, Invitation
from tracker.kit.date_formats import format_date


def format_when(event: Invitation) -> str:
    """Such as "31 May 2018, 09:30 – 17:00 (Asia/Tokyo)"; the zone only where it is not that of this house."""
    if event.said:
        return str(event.said)
    typed = event.typed
    words = _say_days(typed) if typed.begins is None else _say_times(typed)
    elsewhere = typed.begins is not None and event.zone != settings.TIME_ZONE
    return _("%(time)s (%(zone)s)") % {"time": words, "zone": event.zone} if elsewhere else words


def format_standing(event: Invitation) -> str:
    """Such as "Accepted · event 31 May 2018, Brussels · speaker: Claire Dubois"."""
    parts = [_say_answer(event), _say_event(event)]
    if event.speaker:
        parts.append(_("speaker: %(name)s") % {"name": say_person(event, "speaker")})
    return " · ".join(parts)


def _say_answer(event: Invitation) -> str:
    if event.answer == Answer.NONE and event.reply_by:
        return _("Reply by %(day)s") % {"day": format_date(event.reply_by)}
    return str(Answer(event.answer).label)


def _say_event(event: Invitation) -> str:
    day = str(event.said or _say_days(event.typed))
    if not event.place:
        return _("event %(day)s") % {"day": day}
    return _("event %(day)s, %(place)s") % {"day": day, "place": event.place}


def _say_days(typed: TypedTimes) -> str:
    first, last = format_date(typed.first), format_date(typed.last)
    return first if first == last else _("%(from)s – %(to)s") % {"from": first, "to": last}


def _say_times(typed: TypedTimes) -> str:
    begins = _moment(typed.first, typed.begins)
    if typed.until is None:
        return begins if typed.last == typed.first else _("%(from)s – %(to)s") % {
            "from": begins, "to": format_date(typed.last)
        }  # fmt: skip
    same_day = typed.last == typed.first
    until = f"{typed.until:%H:%M}" if same_day else _moment(typed.last, typed.until)
    return _("%(from)s – %(to)s") % {"from": begins, "to": until}


def _moment(day: object, at: object) -> str:
    return _("%(day)s, %(time)s") % {"day": format_date(day), "time": f"{at:%H:%M}"}  # type: ignore[arg-type]
