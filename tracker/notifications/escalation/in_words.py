"""What is said of it before it goes up, and once it did: on the follow-up's page and in the mail."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.kit.date_formats import format_date
from tracker.notifications.escalation.silent import still_silent
from tracker.notifications.escalation.steps import Step, Ways
from tracker.notifications.models import Level, Notification, Silence
from tracker.notifications.reasons import Reason

# The lines of its owner.
WARNED = (Reason.LATE, Reason.QUIET)


def announced(follow_up: FollowUp, today: date) -> list[str]:
    """What its page says: to whom it went, and to whom it goes next; nothing of what is not silent."""
    of_it = still_silent(today, [follow_up.pk])
    silence = of_it.prefetch_related("escalations__user").first() if follow_up.is_active else None
    if silence is None:
        return []
    silence.follow_up = follow_up
    step = Ways(today).next_step(silence)
    return [*_said_before(silence), *([_say(step, today)] if step else [])]


def _said_before(silence: Silence) -> Iterable[str]:
    for level, day in ((Level.HEAD, silence.head_on), (Level.MANAGER, silence.managers_on)):
        told = [each.user for each in silence.escalations.all() if each.level == level]
        if day and told:
            names = ", ".join(str(user) for user in told)
            yield _("On %(day)s it went to %(names)s, for want of an update.") % {
                "day": format_date(day), "names": names,
            }  # fmt: skip


def warnings(rows: Iterable[Notification], user: User, today: date) -> dict[int, str]:
    """By the key of a line of its owner what its mail announces. Of a restricted matter it says not where it goes."""
    lines = {row.follow_up_id: row for row in rows if row.reason in WARNED}
    if not lines:
        return {}
    ways, found = Ways(today), {}
    for silence in still_silent(today, [*lines]).filter(managers_on=None).order_by("pk"):
        line = lines[silence.follow_up_id]
        silence.follow_up = line.follow_up
        if step := ways.next_step(silence):
            found[line.pk] = (_say_no_name if line.follow_up.is_restricted else _say)(step, today)
    return found


def _say(step: Step, today: date) -> str:
    """What should have gone up before today does so within the hour."""
    said = {"day": format_date(max(step.by, today)), "name": ", ".join(str(user) for user in step.people)}
    if step.level == Level.HEAD:
        return _("Without an update by %(day)s, this goes to %(name)s, head of unit.") % said
    return _("Without an update by %(day)s, this goes to the managers.") % said


def _say_no_name(step: Step, today: date) -> str:
    return _("Without an update by %(day)s, this goes up.") % {"day": format_date(max(step.by, today))}
