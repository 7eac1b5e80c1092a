"""Template tags that mark the words which a page was asked to find."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from tracker.search import highlight, query

register = template.Library()


@register.simple_tag(takes_context=True)
def marked(context: Context, text: str) -> str:
    """The text with the words marked that the page was asked to find, if it was."""
    typed = context.get("found_words")
    return highlight.marked(text, query.read(typed)) if typed else text


@register.simple_tag(takes_context=True)
def excerpt(context: Context, text: str) -> SafeString:
    """The stretch of a long text around the words that the page was asked to find; nothing where they are not in it."""
    return highlight.excerpt(text, query.read(context.get("found_words", "")))[0]
