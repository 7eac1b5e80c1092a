"""What functions draw is what Django's templates draw, letter by letter."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from tracker.kit.drawn_fields.form_renderer import DRAWN, FormRenderer

pytestmark = pytest.mark.one_database

WRITTEN = "A <b>, “word” & \"100\" 'per' cent"
ATTRIBUTES = {
    "id": "id_x", "data-said": WRITTEN, "autofocus": True, "disabled": False, "size": 12_345, "data-none": None,
    "data-html": mark_safe("<i>"), "aria-label": gettext_lazy("Save"),
}  # fmt: skip
CHOICES = [("", "–"), (1, WRITTEN), (12_345, 12_345), ("Group <1>", [("a", gettext_lazy("Save")), ("b", "B")])]
INPUTS = (
    forms.CheckboxInput, forms.DateInput, forms.DateTimeInput, forms.EmailInput, forms.FileInput, forms.HiddenInput,
    forms.NumberInput, forms.PasswordInput, forms.TextInput, forms.TimeInput, forms.URLInput,
)  # fmt: skip
WIDGETS = (*(each(ATTRIBUTES) for each in (*INPUTS, forms.Textarea)), forms.Select(ATTRIBUTES, CHOICES))


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
@pytest.mark.parametrize("value", [None, "", WRITTEN, 12_345, True, "a", mark_safe("<i>")], ids=str)
def test_a_widget_is_drawn_as_its_template_draws_it(widget: forms.Widget, value: Any) -> None:
    drawn = [widget.render("na<me", value, {"class": "wide"}, each()) for each in (FormRenderer, TemplatesSetting)]
    assert (drawn[0], widget.template_name in DRAWN) == (drawn[1], True)


@pytest.mark.parametrize("said", [[], [WRITTEN], [WRITTEN, gettext_lazy("Save")]], ids=len)
@pytest.mark.parametrize("at", [None, "id_x"])
def test_what_is_wrong_is_drawn_as_its_template_draws_it(said: list[Any], at: str | None) -> None:
    errors = forms.utils.ErrorList(said, "wide", renderer=TemplatesSetting(), field_id=at)
    by_template = str(errors)
    errors.renderer = FormRenderer()
    assert (str(errors), errors.template_name in DRAWN) == (by_template, True)
