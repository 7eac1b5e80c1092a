"""Template tags that mark the words which a page was asked to find."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from tracker.search import highlight, initials, query

register = template.Library()


@register.simple_tag(takes_context=True)
def marked(context: Context, text: str) -> str:
    """The text with the words marked that the page was asked to find, if it was; or the letters that begin some."""
    if not (typed := context.get("found_words")):
        return text
    terms, pieces = query.read(typed), initials.read(typed)
    starts = initials.spots(text, pieces) if pieces and not highlight.holds(text, terms) else []
    return highlight.marked_beginnings(text, pieces, starts) if starts else highlight.marked(text, terms)


@register.simple_tag(takes_context=True)
def excerpt(context: Context, text: str) -> SafeString:
    """The stretch of a long text around the words that the page was asked to find; nothing where they are not in it."""
    return highlight.excerpt(text, query.read(context.get("found_words", "")))[0]
