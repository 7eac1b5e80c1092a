"""Help, from wherever one is."""

from django import template
from django.template.context import Context

from tracker.pages.guide.help_links import help_address

register = template.Library()


@register.simple_tag(takes_context=True)
def help_here(context: Context) -> str:
    """The address of the part of the guide that fits this page; of what stands at no address, the contents."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    return help_address(match.view_name if match else "")
