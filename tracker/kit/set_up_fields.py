"""How a form's fields stand on the page, where its cursor stands, and what its names may be chosen from."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.forms import BaseForm

from tracker.kit.row_by_name_field import Rows


def set_up_fields(
    form: BaseForm,
    *,
    rows: Mapping[str, Rows | QuerySet[Any]] | None = None,
    whole: Iterable[str] = (),
    unmarked: Iterable[str] = (),
) -> None:
    """`rows` is what each NameField offers; `whole` fields take a row of their own.

    `unmarked` fields do not say that they are optional: the page says when they are needed, or none of them is.
    """
    fields: dict[str, Any] = form.fields
    for name, choices in (rows or {}).items():
        fields[name].rows = choices
    for name in whole:
        fields[name].whole_row = True
    for name in unmarked:
        fields[name].no_mark = True


def mark_proposed(form: BaseForm, proposed: Mapping[str, str]) -> None:
    """Let the fields that hold what is `proposed` say that nobody has typed it."""
    fields: dict[str, Any] = form.fields
    for name, words in proposed.items():
        fields[name].is_proposed = bool(words) and form[name].value() == words


def start_in_first_field(form: BaseForm) -> None:
    """Let the cursor stand in the first field that can be typed in, unless there is something to be read first.

    What is wrong stands above the fields and is read first. A group of choices is a question: nothing jumps over it.
    """
    first = next((field for field in form.visible_fields() if not field.field.disabled), None)
    if first is not None and not first.use_fieldset and not form.errors:
        first.field.widget.attrs["autofocus"] = True
