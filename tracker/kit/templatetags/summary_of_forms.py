"""What is wrong on a page of several forms, said once above them all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet

register = template.Library()


@dataclass(frozen=True, slots=True)
class WrongLine:
    """`place` is the key of the element that `label` leads to; what is wrong with a form as a whole has neither."""

    error: str
    label: str = ""
    place: str = ""


@register.inclusion_tag("kit/summary_of_forms.html")
def summary_of(*forms: BaseForm | BaseFormSet[Any]) -> dict[str, Any]:
    """A form set says its `heading`, the `place` to which it leads, and by `ROW` what a field of one line is called."""
    return {"wrong": [line for form in forms for line in _wrong_in(form)]}


def _wrong_in(form: Any) -> Iterator[WrongLine]:
    if not isinstance(form, BaseFormSet):
        yield from (WrongLine(str(error)) for error in form.non_field_errors())
        yield from _fields_of(form, "%(label)s")
        return
    for error in form.non_form_errors():
        yield WrongLine(str(error), form.heading, form.place)  # type: ignore[attr-defined]
    for number, row in enumerate(form.forms, 1):
        # As people count.
        yield from _fields_of(row, form.ROW % {"number": number, "label": "%(label)s"})  # type: ignore[attr-defined]


def _fields_of(form: Any, said: str) -> Iterator[WrongLine]:
    for field in form if form.is_bound and form.errors else ():
        for error in field.errors:
            yield WrongLine(str(error), said % {"label": field.label}, field.id_for_label or field.auto_id)
