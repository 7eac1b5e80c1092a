"""The fields in which people and organisations are named."""

import pytest

from tracker.directory.form_fields import organisation_field, person_field

pytestmark = pytest.mark.one_database


def test_people_and_organisations_may_be_left_unnamed() -> None:
    assert [field.clean("") for field in (person_field(), organisation_field())] == [None, None]
