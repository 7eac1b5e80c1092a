"""How the owner of a follow-up is named: with a word when they have left."""

from django import template
from django.utils import timezone

from tracker.directory.left import has_left, say_name
from tracker.follow_ups.models import FollowUp

register = template.Library()


@register.filter
def say_owner(follow_up: FollowUp) -> str:
    """Empty without one."""
    owner = follow_up.owner
    if owner is None:
        return ""
    known: bool | None = vars(follow_up).get("owner_left")
    # A list brings it along; a single one is asked.
    return say_name(owner, left=has_left(owner, timezone.localdate()) if known is None else known)
