"""Follow-ups as lines, such as on the desk, each drawn by its template once for all that look alike."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from tracker.accounts import permissions
from tracker.directory.left import say_person
from tracker.follow_ups import due_in_words
from tracker.follow_ups.choices import OwedBy
from tracker.follow_ups.marks import marks_of
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.follow_ups.templatetags.follow_ups import due_of, status_of
from tracker.kit import date_formats
from tracker.lists.speed_tricks import cached_fragment
from tracker.search.templatetags.search import excerpt, marked

register = template.Library()
NAMES_SOMETHING = {"in_meeting": "meeting", "with_partner": "partner", "owned": "owner"}


@register.simple_tag(takes_context=True)
def lines_of(context: Context, follow_ups: Iterable[FollowUp]) -> SafeString:
    today = timezone.localdate()
    return SafeString("".join([_line(follow_up, context, today) for follow_up in follow_ups]))


def _line(follow_up: FollowUp, context: Context, today: date) -> str:
    """Everything in it that changes from one to the next is a hole."""
    heap, hidden = str(context.get("heap", "")), context.get("hidden", "")
    names = {name: None if name == hidden else getattr(follow_up, name) for name in ("meeting", "partner", "owner")}
    may_update = permissions.may_update(context["request"].user, follow_up)
    fixed = {
        "heap": heap,
        "snoozes": bool(context.get("snoozes")),
        "marks": _marks(follow_up, heap),
        "state": follow_up.status,
        "restricted": follow_up.is_restricted,
        "may_tick": may_update and follow_up.is_active and follow_up.status != Status.PENDING,
        "may_say_still_on": may_update and heap == "quiet",
        "waits": follow_up.waiting_on is not None,
        "ask_now": _ask_now(follow_up, today),
        **{name: names[each] is not None for name, each in NAMES_SOMETHING.items()},
    }
    shown = _names(follow_up, names) | _found(follow_up, context) | _said(follow_up, heap, today)
    day = "" if fixed["may_say_still_on"] else _day(follow_up, may_update)
    words = {**shown, **_keys(follow_up, context), "due": day, "status": status_of(follow_up, may_update)}
    is_new, has_excerpt = bool(words["came"]), bool(words["excerpt"])
    return cached_fragment("follow_ups/line.html", follow_up.pk, words, is_new=is_new, has_excerpt=has_excerpt, **fixed)


def _keys(follow_up: FollowUp, context: Context) -> dict[str, Any]:
    """What no person reads."""
    may = permissions.open_deeds(context["request"].user, follow_up)
    return {"version": follow_up.version, "token": context.get("csrf_token", ""), "may": " ".join(may)}


def _names(follow_up: FollowUp, names: dict[str, Any]) -> dict[str, Any]:
    meeting = names["meeting"]
    return {
        "meeting": meeting or "",
        "meeting_address": meeting.get_absolute_url() if meeting else "",
        "partner": names["partner"] or "",
        "owner": say_person(follow_up, "owner") if names["owner"] else "",
    }


def _found(follow_up: FollowUp, context: Context) -> dict[str, str]:
    """With the words marked that the page was asked to find."""
    words = excerpt(context, follow_up.detail) if context.get("found_words") else ""
    return {"shown": marked(context, follow_up.title), "excerpt": words}


def _said(follow_up: FollowUp, heap: str, today: date) -> dict[str, str]:
    came, updated = getattr(follow_up, "came", None), timezone.localdate(follow_up.updated_at)
    return {
        "title": follow_up.title,
        "reference": follow_up.reference,
        "came": render_to_string("follow_ups/came.html", {"entry": came}) if came else "",
        "day": date_formats.format_date_as(updated, "j F Y") if heap == "quiet" else "",
        "wait": due_in_words.say_wait(follow_up, today) if follow_up.waiting_on else "",
    }


def _marks(follow_up: FollowUp, heap: str) -> tuple[Any, ...]:
    """Who owes it is said by the heap of the desk that is called after it."""
    return tuple(each for each in marks_of(follow_up) if (heap, each[0]) != ("owed", "owed_by"))


def _day(follow_up: FollowUp, may_update: bool) -> SafeString:
    """When it is due, or when it ended, where that is known."""
    if follow_up.is_active:
        return due_of(follow_up, may_update, "page")
    known = follow_up.ended_on if not follow_up.ended_before else None
    return SafeString(f'<span class="due">{date_formats.format_date_as(known, "j M Y") if known else ""}</span>')


def _ask_now(follow_up: FollowUp, today: date) -> str:
    """How urgent it is to ask whom it waits on; empty before it is time."""
    if follow_up.waiting_on is None or not due_in_words.is_time_to_ask(follow_up, today):
        return ""
    return "late" if follow_up.owed_by == OwedBy.US else "soon"
