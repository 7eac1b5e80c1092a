"""What templates show of tags."""

from django import template
from django.template.context import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from tracker.tags.tags_of_a_row import BETWEEN

register = template.Library()


@register.simple_tag(takes_context=True)
def labels_of(context: Context, *, as_words: bool = False) -> SafeString:
    """The labels of a row of a list, whose words `label_words` gave: as many as are `tagged`. In a name, as words."""
    names = ((context[f"tag_{place}"],) for place in range(context["tagged"]))
    return (
        format_html_join(BETWEEN, "{}", names)
        if as_words
        else format_html_join(" ", '<span class="tag">{}</span>', names)
    )
