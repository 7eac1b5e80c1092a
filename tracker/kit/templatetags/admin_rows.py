"""Template filters of the lists on the admin site."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

register = template.Library()


@register.filter
def with_heads(cells: Iterable[SafeString], heads: Iterable[Mapping[str, Any]]) -> Iterator[SafeString]:
    """Each cell as Django drew it, and on it the head of its column: a narrow screen shows it beside the words."""
    for cell, head in zip(cells, heads, strict=True):
        said = (
            "" if "sortable" not in head or "action" in cell[:25] else f' data-head="{escape(capfirst(head["text"]))}"'
        )
        yield mark_safe(cell.replace(" class=", f"{said} class=", 1))  # noqa: S308 (drawn by Django, and the head escaped)
