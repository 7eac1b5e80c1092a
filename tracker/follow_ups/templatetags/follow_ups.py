"""What templates ask of a follow-up."""

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from tracker.accounts import gates
from tracker.follow_ups import life
from tracker.follow_ups.models import FollowUp
from tracker.kit import dates

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


@register.filter
def needs_for(follow_up: FollowUp, status: str) -> bool:
    return bool(life.needs(follow_up.status, status))


@register.simple_tag(takes_context=True)
def allowed(context: Context, follow_up: FollowUp) -> dict[str, bool]:
    user = context["request"].user
    return {"update": gates.may_update(user, follow_up), "owner": gates.may_choose_owner(user, follow_up)}
