"""Every field in which a number is typed: "10.000" is asked about, and never silently ten."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation

from tests.house.test_typed_names import below
from tracker.kit.form_fields import VersionField
from tracker.kit.positive_number_field import AmountField
from tracker.lists.filters import ListFilter

pytestmark = pytest.mark.one_database
import_module(settings.ROOT_URLCONF)


def fields() -> Iterator[tuple[str, Any]]:
    for form in below(forms.BaseForm):
        for name, field in getattr(form, "base_fields", {}).items():
            yield f"{form.__name__}.{name}", field
    for kind in below(ListFilter):
        for name, asked in kind.base_filters.items():
            yield f"{kind.__name__}.{name}", asked.field


NUMBERS = {
    name: field
    for name, field in fields()
    if isinstance(field, AmountField | forms.IntegerField)
    and not isinstance(field, VersionField)
    and not isinstance(field.widget, forms.HiddenInput)
}


def test_there_are_such_fields_in_many_forms() -> None:
    wanted = {"NewPledgeForm.amount", "UnlockForm.months", "ActivityForm.reached", "FollowUpFilter.quiet"}
    assert wanted <= set(NUMBERS)


@pytest.mark.parametrize("field", NUMBERS.values(), ids=NUMBERS)
@pytest.mark.parametrize(("language", "typed"), [("en", "10.000"), ("fr", "10,000")])
def test_what_may_be_ten_or_ten_thousand_is_asked_about(field: Any, language: str, typed: str) -> None:
    with translation.override(language), pytest.raises(ValidationError) as refusal:
        field.to_python(typed)
    assert refusal.value.code == "ambiguous"
