"""What the page of a meeting asks of its notes."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.safestring import SafeString

from tracker.pages.meetings.draw_note import draw_note
from tracker.pages.meetings.draw_participant import draw_participant

register = template.Library()
register.simple_tag(draw_participant, name="participant_of")


@register.simple_tag(takes_context=True)
def note_of(context: Context, note: Any) -> SafeString:
    return draw_note(
        note, context["request"].user, timezone.localdate(), in_restricted=context["meeting"].is_restricted
    )
