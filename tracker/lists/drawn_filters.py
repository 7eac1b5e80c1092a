"""The fields of a list's filters, each drawn once for each choice, whoever asks. Switched off with `speed_tricks`."""

from typing import Any

from django.forms import BoundField
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tracker.kit.form_fields import TypedDateField
from tracker.kit.row_by_name_field import NameField
from tracker.lists import speed_tricks

_drawn: dict[tuple[object, ...], SafeString] = {}
MOST_DRAWN = 500


def draw_fields(form: Any) -> SafeString:
    """The fields of a list's filter form, each drawn once for each choice: they are the same for everybody.

    Those that are not asked for are none of the form's: they are drawn of its `whole`. Saves 26 to 30 % of the list of
    follow-ups, which has 47 filters (30 November 2026, SQLite).
    """
    names = form.whole.base_fields if form.whole else form.fields
    return format_html_join("\n", "{}", ((_draw_field(form, name),) for name in names))


def _draw_field(form: Any, name: str) -> SafeString:
    is_asked = name in form.fields
    typed = form.data.get(name) if is_asked else None
    kind = form.fields[name] if is_asked else form.whole.base_fields[name]
    # The rows that names call by depend on who may see them, and the words of dates mean another day tomorrow.
    if not speed_tricks.is_on or (is_asked and form.errors) or (typed and isinstance(kind, NameField | TypedDateField)):
        return _bound(form, name).as_field_group()
    # Some are not offered to everybody.
    offered = len(getattr(kind, "choices", ()))
    key = (type(form).__name__, get_language(), name, typed, offered)
    if key not in _drawn:
        if len(_drawn) > MOST_DRAWN:
            _drawn.clear()
        _drawn[key] = _bound(form, name).as_field_group()
    return _drawn[key]


def _bound(form: Any, name: str) -> BoundField:
    found: BoundField = form[name] if name in form.fields else form.whole(auto_id=form.auto_id)[name]
    return found
