"""The cursor stands where one types, and jumps over nothing that is to be read."""

from typing import Any

import pytest
from django import forms

from tracker.kit.set_up_fields import start_in_first_field

pytestmark = pytest.mark.one_database


def focused(form: forms.Form) -> list[str]:
    start_in_first_field(form)
    return [name for name, field in form.fields.items() if "autofocus" in field.widget.attrs]


def form_of(data: Any = None, **fields: forms.Field) -> forms.Form:
    return type("Typed", (forms.Form,), fields)(data)


def test_the_cursor_stands_in_the_first_field_that_can_be_typed_in() -> None:
    hidden, fixed = forms.CharField(widget=forms.HiddenInput), forms.CharField(disabled=True)
    assert focused(form_of(key=hidden, owner=fixed, title=forms.CharField(), place=forms.CharField())) == ["title"]


def test_what_is_wrong_is_read_first() -> None:
    assert focused(form_of({"title": ""}, title=forms.CharField())) == []


def test_a_question_with_its_choices_is_read_first() -> None:
    question = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect)
    assert focused(form_of(way=question, title=forms.CharField())) == []


def test_a_form_without_fields_has_no_cursor() -> None:
    assert focused(form_of()) == []
