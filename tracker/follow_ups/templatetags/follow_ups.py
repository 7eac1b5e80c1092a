"""What templates ask of a follow-up."""

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from tracker.accounts import gates
from tracker.follow_ups import life
from tracker.follow_ups.models import FollowUp
from tracker.kit import dates
from tracker.kit.stencil import stencil

register = template.Library()

SWAPS = {
    "page": 'hx-target="#page" hx-select="#page" hx-swap="outerHTML show:none"',
    "margin": 'hx-target="#margin" hx-select="#margin" hx-swap="outerHTML show:none" hx-select-oob="#messages"',
}


@register.simple_tag
def swaps(within: str) -> SafeString:
    """How a form's answer takes its place: the page's own part, drawn anew by the page itself."""
    return mark_safe(SWAPS[within])  # noqa: S308 (one of two constants)


@register.filter
def is_late(follow_up: FollowUp) -> bool:
    return follow_up.is_late(timezone.localdate())


@register.filter
def say_due(follow_up: FollowUp) -> str:
    """The due date in words; how late it is only where it counts as late."""
    if follow_up.due_on is None:
        return gettext("no date")
    today = timezone.localdate()
    if follow_up.due_on < today and not follow_up.is_late(today):
        return dates.say_day(follow_up.due_on, today)
    return dates.say_due(follow_up.due_on, today)


@register.simple_tag(takes_context=True)
def status_of(context: Context, follow_up: FollowUp, may_update: bool, within: str) -> SafeString:
    """The status, as a menu of the next ones for who may move it."""
    status = life.Status(follow_up.status)
    if not may_update:
        return format_html('<span class="status {}">{}</span>', status, status.label)
    after = life.next_of(status, follow_up.kind)
    choices = tuple((next_status, bool(life.needs(status, next_status))) for next_status in after)
    words = {"title": follow_up.title, "version": follow_up.version, "csrf_token": context["csrf_token"]}
    return stencil("follow_ups/status.html", follow_up.pk, words, status=status, choices=choices, within=within)


@register.simple_tag
def due_of(follow_up: FollowUp, may_update: bool, within: str, *, worded: bool = False) -> SafeString:
    """The due date; for who may update a way to change it. Worded, it says "due" before the day."""
    day = say_due(follow_up)
    if worded and follow_up.due_on:
        day = gettext("due %(day)s") % {"day": day}
    return _changeable("due", follow_up, day, may_update, within, look="late" if is_late(follow_up) else "")


@register.simple_tag
def owner_of(follow_up: FollowUp, may_choose: bool, within: str) -> SafeString:
    """The owner; for who may choose another a way to do so."""
    name = str(follow_up.owner) if follow_up.owner else gettext("no owner")
    return _changeable("owner", follow_up, name, may_choose, within, look="")


def _changeable(name: str, follow_up: FollowUp, shown: str, may: bool, within: str, *, look: str) -> SafeString:
    if not may:
        return format_html('<span class="due {}">{}</span>', look, shown)
    fixed = {"name": name, "address": f"follow_ups:{name}", "look": look, "within": within}
    return stencil("follow_ups/change.html", follow_up.pk, {"shown": shown}, **fixed)


@register.simple_tag(takes_context=True)
def allowed(context: Context, follow_up: FollowUp) -> dict[str, bool]:
    user = context["request"].user
    return {"update": gates.may_update(user, follow_up), "owner": gates.may_choose_owner(user, follow_up)}
