"""What each form and each set of filters is made of, field by field as it is declared: stands in `drawn/forms.txt`."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import django_filters
import pytest
from django import forms
from django.utils.functional import Promise

from tests.house.drawings import assert_drawn
from tests.house.test_constants import APART, NUMBERS, ROOT, module

pytestmark = pytest.mark.one_database
# Of what a field is made of these say nothing of it.
SILENT = {"creation_counter", "widget", "validators", "template_name", "localize", "show_hidden_initial", "_choices",
          "empty_values", "parent", "model", "_label", "error_messages", "input_formats"}  # fmt: skip
# By whether it is a form.
PARTS = {True: "base_fields", False: "base_filters"}
# A table of choices is as long as the world has currencies.
MOST = 12


def classes() -> Iterator[type]:
    for path in sorted((ROOT / "tracker").rglob("*.py")):
        if APART & {*path.parts} or not is_of_forms(path):
            continue
        held = import_module(module(path))
        own = [each for each in vars(held).values() if isinstance(each, type) and each.__module__ == held.__name__]
        yield from (each for each in own if issubclass(each, (forms.BaseForm, django_filters.FilterSet)))


def is_of_forms(path: Path) -> bool:
    text = path.read_text()
    return "import forms" in text or "django_filters" in text or "Form)" in text or "Filter)" in text


def is_form(each: type) -> bool:
    return issubclass(each, forms.BaseForm)


def parts_of(each: type) -> Mapping[str, Any]:
    found: Mapping[str, Any] = getattr(each, PARTS[is_form(each)], {})
    return found


def lines_of(each: type) -> list[str]:
    return [f"{name}: {said_of(part)}" for name, part in parts_of(each).items()]


def own_lines_of(each: type) -> list[str]:
    """But for what it has from another, which stands there, or is not ours."""
    above = {line for base in each.__mro__[1:] if hasattr(base, PARTS[is_form(base)]) for line in lines_of(base)}
    return [line for line in lines_of(each) if line not in above]


def said_of(part: Any) -> str:
    widget = getattr(part, "widget", None)
    shown = {"widget": type(widget).__name__, **simple(getattr(widget, "attrs", {}))} if widget is not None else {}
    own = simple(vars(part)) | {f"widget {name}": value for name, value in shown.items()}
    own |= {"label": getattr(part, "label", None)} | choices_of(part)
    told = [f"{name}={say(value)}" for name, value in sorted(own.items()) if value not in (None, "", (), [], {})]
    return f"{type(part).__name__} {' '.join(told)}"


def choices_of(part: Any) -> dict[str, Any]:
    found = getattr(part, "choices", None) if isinstance(part, forms.ChoiceField) else None
    if not isinstance(found, (list, tuple)):
        return {}
    return {"choices": [f"{value}: {label}" for value, label in found[:MOST] if not isinstance(label, (list, tuple))]}


def simple(values: Mapping[str, Any]) -> dict[str, Any]:
    """What can be said of them in words."""
    return {name: value for name, value in values.items() if name not in SILENT and is_simple(value)}


def is_simple(value: Any) -> bool:
    if isinstance(value, Mapping):
        return all(map(is_simple, value.values()))
    if isinstance(value, (tuple, list)):
        return all(map(is_simple, value))
    return isinstance(value, (str, Promise, bool, *NUMBERS))


def say(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + "; ".join(f"{key}: {say(each)}" for key, each in value.items()) + "}"
    if isinstance(value, (tuple, list)):
        return "(" + "; ".join(map(say, value)) + ")"
    return " ".join(str(value).split())


def test_each_form_is_made_of_what_it_was() -> None:
    found = {f"{each.__module__}.{each.__qualname__}": own_lines_of(each) for each in classes()}
    assert_drawn("forms", {name: lines for name, lines in found.items() if lines})
