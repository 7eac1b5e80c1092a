"""Template tags that every page may use."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from html import escape
from typing import Any

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db.models import Model, QuerySet
from django.forms import BaseForm, BaseFormSet, Form
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from lucide.templatetags.lucide import lucide

from tracker.kit import date_formats, form_responses
from tracker.kit.dates.as_said import Said, say, say_short
from tracker.kit.drawn_fields.form_renderer import draw_attributes, draw_input
from tracker.kit.text import labelled

register = template.Library()


@register.simple_tag
@cache
def stylesheets(names: str) -> SafeString:
    """Each by itself, or where they are collected for a server all in one file."""
    bundle_of = getattr(staticfiles_storage, "bundle_of", None)
    files = [bundle_of(names)] if bundle_of else [f"css/{name}.css" for name in names.split()]
    return format_html_join("\n  ", '<link rel="stylesheet" href="{}">', ((static(file),) for file in files))


@register.simple_tag
@cache
def icon(name: str) -> str:
    """A Lucide icon as large as the words beside it."""
    return lucide(name, size=None, **{"class": "icon"})


@register.simple_tag(takes_context=True)
def nav_link(
    context: Context, name: str, label: str, *places: str, key: str, query: str = "", but: str = "", sign: str = ""
) -> SafeString:
    """A place of the main navigation; an address that begins with one of `places` is there, `but` for some of them.

    `query` is how it opens, and `key` leads to it after g. A `sign` stands for its words where there is no room.
    """
    path = context["request"].path
    begins = tuple(f"/{place}/" for place in places)
    here = path == reverse(name) or (path.startswith(begins) and not (but and path.startswith(f"/{but}/")))
    words = format_html('{}<span title="{}">{}</span>', icon(sign), label, label) if sign else label
    return format_html(
        '<a href="{}{}" data-go="{}"{}>{}</a>',
        *(reverse(name), query, key, SafeString(' aria-current="page"') if here else "", words),
    )


@register.filter
def noun(row: Model) -> str:
    """What such a row is called, at the beginning of a sentence."""
    return capfirst(str(row._meta.verbose_name))


@register.filter
def initials(name: str) -> str:
    words = [word for word in str(name).split() if word[:1].isupper()] or str(name).split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


@register.filter
def say_date(said: Said | None) -> str:
    """A date in full, with the words in which it was said."""
    return say(said)


@register.filter
def say_date_in_short(said: Said | None) -> str:
    return say_short(said)


@register.filter(expects_localtime=True)
def format_date(value: Any, pattern: str) -> str:
    """As Django's `date`, with "1er juin" and "jeu. 31 mai" in French; that one is for machines."""
    return date_formats.format_date_as(value, pattern) if isinstance(value, date) else ""


@register.filter
def grouped(number: int) -> str:
    """Such as "1,234", in the active language."""
    return str(number) if 0 <= number < 1_000 else number_format(number, force_grouping=True)


@register.simple_tag
def counted(figure: Any) -> SafeString:
    """A number that leads to the list it counts. A report shows so many that a template for each would be slow."""
    if not figure.number:
        return SafeString('<span class="none">0</span>')
    return SafeString(f'<a href="{escape(figure.address)}">{grouped(figure.number)}</a>')


@register.filter
def as_words(value: Any) -> str:
    """Any value of a field as a person reads it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date) and not isinstance(value, datetime):
        return date_formats.format_date(value)
    if isinstance(value, list | tuple | QuerySet):
        return ", ".join(as_words(each) for each in value) or "–"
    return str(getattr(value, "label", value)) if isinstance(value, Model) else str(value)


@register.simple_tag
def name_of(seen: str, thing: Any) -> str:
    """The name of a link or button that many rows have: the words on it, so that they can be said, and its row."""
    return labelled(seen, thing)


@register.simple_tag
def sends(fields: Mapping[str, Any]) -> SafeString:
    """What htmx posts from a button that stands in no form."""
    return format_html("hx-vals='{}'", json.dumps(fields))


@register.simple_tag
def input_of(widget: Mapping[str, Any]) -> SafeString:
    return draw_input(widget)


@register.simple_tag
def attributes_of(widget: Mapping[str, Any]) -> SafeString:
    return draw_attributes(widget["attrs"])


@register.filter
def was_typed(form: Form) -> bool:
    """Whether it holds something that somebody wrote and could lose."""
    return any(field.data for field in form.visible_fields())


@register.simple_tag
def printed() -> str:
    """What paper must say that a screen need not: as of when it is true."""
    return _("Printed from Suivi. It stood like this on %(day)s.") % {
        "day": date_formats.format_date(timezone.localdate())
    }


@register.simple_tag(takes_context=True)
def refused_mark(context: Context) -> str:
    """Before the title of a page that shows a form again, or a `problem`: whoever hears the page hears this first."""
    shown = context.flatten()
    is_wrong = shown.get("clashes") or shown.get("problem") or any(_is_wrong(value) for value in shown.values())
    return f"{_('Error:')} " if is_wrong else ""


def _is_wrong(value: Any) -> bool:
    if isinstance(value, BaseFormSet):
        return value.is_bound and bool(value.total_error_count())
    return isinstance(value, BaseForm) and bool(value.is_bound and value.errors)


@register.simple_tag(takes_context=True)
def last_deed(context: Context) -> dict[str, Any] | None:
    return form_responses.last_deed(context["request"])


@register.simple_tag(takes_context=True)
def typed_words(context: Context) -> str:
    """What was typed into the form that this page refuses; of a post whose token nobody checked, nothing."""
    request = context["request"]
    is_theirs = getattr(request, "csrf_processing_done", False)
    return "\n\n".join(form_responses.texts_in(form_responses.typed_in(request))) if is_theirs else ""


@register.filter
def undo_address(message: Any) -> str:
    """Where a message that tells of a change can take it back; empty for other messages."""
    tag, _colon, address = (message.extra_tags or "").partition(":")
    return address if tag in ("undo", "undo-here") and address.startswith("/") else ""


@register.filter
def undone_here(message: Any) -> bool:
    """Whether taking it back leads to the same page, which then need not be loaded anew."""
    return bool((message.extra_tags or "").startswith("undo-here:"))
