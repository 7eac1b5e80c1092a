"""Template tags of lists."""

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django import template
from django.forms import Form
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from tracker.lists.drawn_filters import draw_fields
from tracker.lists.filters import unknown_filters
from tracker.lists.sorting import Heading
from tracker.lists.speed_tricks import cached_fragment

register = template.Library()


@register.simple_tag
def filter_fields(form: Form) -> SafeString:
    return draw_fields(form)


@register.simple_tag(takes_context=True)
def first_page(context: Context, **asked: str | None) -> str:
    """The query of this list with what is `asked` besides, or without what is None, from its first page on.

    The heads of a list have fifty: by Django's `querystring` they took 3.5 ms, so .7 (30 November 2026).
    """
    return _query_of(_now(context), tuple(asked.items()))


def _now(context: Context) -> tuple[tuple[str, Any], ...]:
    return tuple((name, tuple(values)) for name, values in context["request"].GET.lists())


@register.simple_tag(takes_context=True)
def head_of(context: Context, column: Heading, *, said: str = "") -> SafeString:
    """The head of a column, called as `said` where that is not its label: what its links ask for are its words.

    Seven heads take 1.3 ms, each drawn by its template; so .1 (30 November 2026).
    """
    now = _now(context)
    sorts = {"sort": column.sort, "rising": column.name, "falling": f"-{column.name}"}
    moves = {"earlier": column.earlier, "later": column.later, "hidden": column.hidden}
    words = {name: _query_of(now, (("sort", by),)) for name, by in sorts.items()}
    words |= {name: _query_of(now, (("columns", names or None),)) for name, names in moves.items()}
    where: dict[str, Any] = {name: names and "" for name, names in moves.items()}
    return cached_fragment(
        "lists/head.html", 0, words, column=replace(column, **where), label=str(said or column.label)
    )


@lru_cache(maxsize=4096)
def _query_of(now: tuple[tuple[str, Any], ...], asked: tuple[tuple[str, Any], ...]) -> str:
    query = dict(now) | {"page": None} | dict(asked)
    return f"?{urlencode({name: value for name, value in query.items() if value is not None}, doseq=True)}"


@register.simple_tag(takes_context=True)
def left_out(context: Context, *known: str | Collection[str]) -> str:
    """What the address asks of a list that it does not know; `known` are names, or collections of them."""
    names = {name for each in known for name in ([each] if isinstance(each, str) else each)}
    unknown = unknown_filters(context["request"], names)
    return render_to_string("lists/left_out.html", {"unknown": unknown}) if unknown else ""
