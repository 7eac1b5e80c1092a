from typing import Any

import pytest
from django.db.models import CharField, Field, Manager
from django.db.models.manager import BaseManager


@pytest.mark.parametrize(("base", "kind"), [(Field, CharField), (BaseManager, Manager)])
def test_the_next_is_counted_and_its_class_stays_as_it_is(base: Any, kind: Any) -> None:
    before = base.creation_counter
    first, second = (kind().creation_counter for _each in range(2))
    assert (second, base.creation_counter) == (first + 1, before)


def test_no_field_of_a_model_has_the_number_of_a_new_one() -> None:
    assert CharField().creation_counter >= Field.creation_counter
