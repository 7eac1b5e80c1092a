"""What templates ask of a record."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from tracker.records.layout.draw_text import DrawnText
from tracker.records.layout.passage_layout import Group
from tracker.records.models import Version

register = template.Library()


@register.simple_tag
def text_of(version: Version, groups: Iterable[Group], may_log: bool) -> SafeString:
    return DrawnText(version, may_log=may_log).draw(groups)
