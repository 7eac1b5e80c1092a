"""What templates ask of an invitation."""

from collections.abc import Set

from django import template
from django.utils import timezone

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.invitations import event_wording, step_schedule
from tracker.invitations.models import Invitation, Step

register = template.Library()


@register.filter
def say_when(event: Invitation) -> str:
    return event_wording.format_when(event)


@register.filter
def say_days(step: Step) -> str:
    return step_schedule.format_days(step.days)


@register.filter
def say_moved(step: Step, countries: Set[str]) -> str:
    """Why it does not lie on its own day; nothing when it does."""
    day = step_schedule.day_of(step.days, *step.invitation.days)
    return step_schedule.format_move(day, step.due_on, countries) if step.due_on else ""


@register.filter
def is_late_step(step: Step) -> bool:
    return step.is_late(timezone.localdate())


@register.filter
def may_tick(step: Step, user: User) -> bool:
    return step.kind != step_schedule.StepKind.REPLY and permissions.may_do(user, step)
