"""What can be done to one follow-up, as somebody asks for it in words: each is the post of a page that is there."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.accounts.permissions import open_deeds
from tracker.directory.choosable_names import active_people
from tracker.follow_ups import statuses
from tracker.follow_ups.choices import FollowUpPriority
from tracker.follow_ups.models import FollowUp
from tracker.kit.date_formats import format_date
from tracker.kit.date_parser import read_date
from tracker.kit.dates.refusals import DateNotUnderstood
from tracker.kit.text import fold
from tracker.pages.palette.answers import Answer
from tracker.pages.palette.commands import Command

Asked = Callable[[FollowUp, str, User], Iterator[Answer]]
MOST_PEOPLE = 3
# Fewer letters than these are no status yet, unless a follow-up or the deed was named.
BEGUN = 3


def follow_up_deeds(user: User, follow_up: FollowUp, command: Command) -> list[Answer]:
    """Of what is open to `user`: the deed that is asked for, with what is said of it; else every one of them."""
    may = open_deeds(user, follow_up)
    if command.deed:
        return [*DEEDS[command.deed](follow_up, command.rest, user)] if command.deed in may else []
    if command.rest:
        is_meant = "move" in may and (command.reference or len(command.rest) >= BEGUN)
        return [*_move(follow_up, command.rest, user)] if is_meant else []
    moves = _move(follow_up, "", user) if "move" in may else ()
    return [*moves, *(_form(follow_up, deed) for deed in FORMS if deed in may)]


def _move(follow_up: FollowUp, rest: str, _user: User) -> Iterator[Answer]:
    for status, needs in statuses.choices(statuses.Status(follow_up.status), follow_up.kind):
        if _begins(rest, status.label, status.value.replace("_", " ")):
            name = _("Move %(reference)s to “%(status)s”") % _said(follow_up, status=status.label)
            asks = {"ask": "1"} if status == statuses.Status.DONE else {}
            yield _answer(follow_up, "move", name, asks if not needs else None, status.value)


def _give(follow_up: FollowUp, rest: str, user: User) -> Iterator[Answer]:
    offered: Any = active_people(user)
    people = list(offered.find(rest)[:MOST_PEOPLE]) if fold(rest) else []
    for person in people:
        name = _("Give %(reference)s to %(name)s") % _said(follow_up, name=person)
        yield _answer(follow_up, "owner", name, {"owner": person.label})
    if not people:
        yield _form(follow_up, "owner")


def _due(follow_up: FollowUp, rest: str, _user: User) -> Iterator[Answer]:
    day = _day(rest)
    name = _("%(reference)s is due on %(day)s") % _said(follow_up, day=format_date(day)) if day else ""
    yield _answer(follow_up, "due", name, {"due_on": day.isoformat()}) if day else _form(follow_up, "due")


def _snooze(follow_up: FollowUp, rest: str, _user: User) -> Iterator[Answer]:
    day = _day(rest)
    name = _("%(reference)s is not on my desk until %(day)s") % _said(follow_up, day=format_date(day)) if day else ""
    yield _answer(follow_up, "snooze", name, {"until": day.isoformat()}) if day else _form(follow_up, "snooze")


def _rank(follow_up: FollowUp, rest: str, _user: User) -> Iterator[Answer]:
    for value, label in FollowUpPriority.choices:
        if _begins(rest, label, FollowUpPriority(value).name):
            name = _("Priority of %(reference)s: %(priority)s") % _said(follow_up, priority=label)
            yield _answer(follow_up, "priority", name, {"priority": value})


DEEDS: dict[str, Asked] = {"move": _move, "owner": _give, "due": _due, "snooze": _snooze, "priority": _rank}
ICONS = {"move": "circle-check", "owner": "user-round", "due": "calendar", "snooze": "alarm-clock", "priority": "flag"}
# What asks for more in a form, and the key of it.
FORMS = {"due": "d", "owner": "o", "snooze": "h", "priority": "p"}


def _form(follow_up: FollowUp, deed: str) -> Answer:
    names = {
        "due": _("Due date of %(reference)s…"),
        "owner": _("Give %(reference)s to somebody…"),
        "snooze": _("Keep %(reference)s off my desk until…"),
        "priority": _("Priority of %(reference)s…"),
    }
    return _answer(follow_up, deed, names[deed] % _said(follow_up), None, key=FORMS[deed])


def _answer(
    follow_up: FollowUp, deed: str, name: str, sent: dict[str, Any] | None, *further: str, key: str = ""
) -> Answer:
    """A post of what is `sent`, with the version that it starts from; the form when more has to be said."""
    address = reverse(f"follow_ups:{deed}", args=[follow_up.pk, *further])
    fields = None if sent is None else {"version": follow_up.version, **sent}
    return Answer(name, address, ICONS[deed], follow_up.title, key, follow_up.is_restricted, fields, asks=sent is None)


def _said(follow_up: FollowUp, **words: Any) -> dict[str, Any]:
    return {"reference": follow_up.reference, **words}


def _begins(rest: str, *names: Any) -> bool:
    return any(fold(str(name)).startswith(fold(rest)) for name in names)


def _day(words: str) -> date | None:
    """The day that is meant, counted from today; None where it is not understood, or not to come."""
    today = timezone.localdate()
    try:
        day = read_date(words, language=get_language() or "en", today=today)
    except DateNotUnderstood:
        return None
    return day if day > today else None
