"""What templates ask of a pledge."""

from typing import Any

from django import template
from django.template.context import Context

from tracker.pledges import stages
from tracker.pledges.models import Pledge

register = template.Library()


@register.inclusion_tag("pledges/stage.html", takes_context=True)
def stage_of(context: Context, pledge: Pledge) -> dict[str, Any]:
    """The stage, as a menu of the others for who may move it."""
    names = ("request", "csrf_token", "may_log")
    return {"pledge": pledge, "choices": stages.choices(pledge.stage), **{name: context.get(name) for name in names}}
