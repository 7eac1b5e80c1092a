"""Template tags of lists."""

from collections.abc import Collection

from django import template
from django.forms import Form
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from tracker.lists.filters import unknown_filters
from tracker.lists.speed_tricks import draw_fields

register = template.Library()


@register.simple_tag
def filter_fields(form: Form) -> SafeString:
    return draw_fields(form)


@register.simple_tag(takes_context=True)
def left_out(context: Context, *known: str | Collection[str]) -> str:
    """What the address asks of a list that it does not know; `known` are names, or collections of them."""
    names = {name for each in known for name in ([each] if isinstance(each, str) else each)}
    unknown = unknown_filters(context["request"], names)
    return render_to_string("lists/left_out.html", {"unknown": unknown}) if unknown else ""
