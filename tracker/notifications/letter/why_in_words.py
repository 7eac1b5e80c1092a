"""Why a line is there, in a sentence: how late it is, who gave it, on whom it waits."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tracker.agendas.models import Appearance
from tracker.background.models import Bounce
from tracker.change_requests.models import ChangeRequest
from tracker.directory.absences.away import absence_on
from tracker.directory.left import say_name
from tracker.follow_ups.choices import OwedBy
from tracker.follow_ups.due_in_words import say_due, say_wait
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.kit.date_formats import format_date
from tracker.kit.text import labelled
from tracker.notes.models import Mention
from tracker.notifications.models import Escalation
from tracker.notifications.reasons import Reason
from tracker.partner_links.models import LinkUse


def say_why(reason: str, follow_up: FollowUp, cause: Any, today: date) -> str:
    return WHY[reason](follow_up, cause, today)


def _late(follow_up: FollowUp, _cause: Any, today: date) -> str:
    return _from_meeting(follow_up, say_due(follow_up, today))


def _confirm(follow_up: FollowUp, _cause: Any, _today: date) -> str:
    if follow_up.is_to_confirm and follow_up.reported_on:
        partner = follow_up.partner if follow_up.owed_by == OwedBy.PARTNER else None
        who = follow_up.owner or partner or _("somebody")
        said = {"day": format_date(follow_up.reported_on), "owner": who}
        return _("Reported done on %(day)s by %(owner)s. Did they do it?") % said
    day = format_date(follow_up.event_on) if follow_up.event_on else ""
    return _("The event was on %(day)s. Did it take place?") % {"day": day}


def _new(follow_up: FollowUp, entry: Entry, today: date) -> str:
    by = entry.by or _("Suivi itself")
    return _("%(by)s gave it to you: %(due)s") % {"by": by, "due": say_due(follow_up, today)}


def _owed(follow_up: FollowUp, _cause: Any, today: date) -> str:
    return f"{follow_up.partner}, {say_due(follow_up, today)}" if follow_up.partner else say_due(follow_up, today)


def _waiting(follow_up: FollowUp, _cause: Any, today: date) -> str:
    return say_wait(follow_up, today)


def _quiet(follow_up: FollowUp, _cause: Any, _today: date) -> str:
    return _("No word since %(day)s") % {"day": format_date(timezone.localdate(follow_up.updated_at))}


def _escalated(follow_up: FollowUp, escalation: Escalation, today: date) -> str:
    said = {"owner": follow_up.owner or _("nobody"), "day": format_date(timezone.localdate(escalation.silence.word_at))}
    if not follow_up.first_of_dates:
        return _("With %(owner)s, without a date. No word since %(day)s") % said
    return _("With %(owner)s, %(due)s. No word since %(day)s") % {**said, "due": say_due(follow_up, today)}


def _away(follow_up: FollowUp, _cause: Any, today: date) -> str:
    absence = absence_on(follow_up.owner, today)
    until = _("%(name)s is away until %(day)s") % {
        "name": follow_up.owner, "day": format_date(absence.until) if absence else "–",
    }  # fmt: skip
    return labelled(until, say_due(follow_up, today))


def _carried(_follow_up: FollowUp, appearance: Appearance, _today: date) -> str:
    meeting = appearance.meeting
    if meeting.is_restricted:
        return _("On the agenda of a meeting on %(day)s") % {"day": format_date(meeting.held_on)}
    return _("On the agenda of %(meeting)s, %(day)s") % {"meeting": meeting, "day": format_date(meeting.held_on)}


def _mention(_follow_up: FollowUp, mention: Mention, _today: date) -> str:
    said = {"by": mention.entry.author, "note": Truncator(mention.entry.note).words(30)}
    return _("%(by)s: %(note)s") % said


def _returned(follow_up: FollowUp, bounce: Bounce, _today: date) -> str:
    said = {"address": bounce.address, "day": format_date(timezone.localdate(bounce.since))}
    return _("Mail to %(address)s comes back since %(day)s: its owner is not told by mail") % said


def _request(_follow_up: FollowUp, request: ChangeRequest, _today: date) -> str:
    by = say_name(request.asked_by, left=False) if request.asked_by else str(request.recorded_by or "")
    return labelled(by, f"{request.said}. {Truncator(request.reason).words(30)}")


def _reported(_follow_up: FollowUp, use: LinkUse, _today: date) -> str:
    said = _("%(by)s: %(what)s.") % {"by": use.link.person, "what": use.get_did_display()}
    return f"{said} {Truncator(use.entry.note).words(30)}" if use.entry and use.entry.note else said


def _from_meeting(follow_up: FollowUp, said: str) -> str:
    if not follow_up.meeting:
        return said
    return _("%(due)s. Agreed in %(meeting)s") % {"due": said, "meeting": follow_up.meeting}


WHY: dict[str, Callable[..., str]] = {
    Reason.LATE: _late, Reason.REQUEST: _request, Reason.MENTION: _mention, Reason.CONFIRM: _confirm,
    Reason.NEW: _new, Reason.OWED: _owed, Reason.WAITING: _waiting, Reason.QUIET: _quiet, Reason.CARRIED: _carried,
    Reason.ESCALATED: _escalated, Reason.AWAY: _away,
    Reason.REPORTED: _reported,
    Reason.RETURNED: _returned,
}  # fmt: skip
