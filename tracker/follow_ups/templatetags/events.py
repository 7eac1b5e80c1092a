"""What templates ask of an invitation."""

from django import template
from django.utils import timezone

from tracker.accounts import gates
from tracker.accounts.models import User
from tracker.follow_ups import event_words, steps
from tracker.follow_ups.models import Invitation, Step

register = template.Library()


@register.filter
def say_standing(event: Invitation) -> str:
    return event_words.say_standing(event)


@register.filter
def say_when(event: Invitation) -> str:
    return event_words.say_when(event)


@register.filter
def say_days(step: Step) -> str:
    return steps.say_days(step.days)


@register.filter
def is_late_step(step: Step) -> bool:
    return step.is_late(timezone.localdate())


@register.filter
def may_tick(step: Step, user: User) -> bool:
    return step.kind != steps.StepKind.REPLY and gates.may_do(user, step)
