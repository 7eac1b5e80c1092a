"""The fields in which people and organisations are named."""

import pytest
from django import forms

from tracker.accounts.models import User
from tracker.directory.form_fields import let_add, organisation_field, person_field
from tracker.directory.models import Organisation, Person

pytestmark = pytest.mark.one_database


def test_people_and_organisations_may_be_left_unnamed() -> None:
    assert [field.clean("") for field in (person_field(), organisation_field())] == [None, None]


def test_what_is_added_on_the_spot_is_what_its_field_names(claire: User) -> None:
    class Both(forms.Form):
        who = person_field()
        whose = organisation_field()

    form = Both()
    let_add(form, claire, people=["who"], organisations=["whose"])
    made = {name: type(field.make("Somebody new")) for name, field in form.fields.items()}  # type: ignore[attr-defined]
    assert made == {"who": Person, "whose": Organisation}
