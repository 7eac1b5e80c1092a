"""The rows are the same, however their keys are looked for."""

import pytest
from django.db import connection
from django.db.models import F

from tracker.databases.found_first import FoundFirst
from tracker.directory.models import Person

pytestmark = pytest.mark.django_db


def test_the_rows_of_keys_that_are_found_first_are_those_that_have_them() -> None:
    rows = [Person.objects.create(name=f"Person {number}") for number in range(4)]
    keys = Person.objects.filter(name__in=["Person 1", "Person 3", "Person 9"]).values("pk")
    found = Person.objects.exclude(name="Person 3").filter(FoundFirst(F("pk"), keys))
    assert (list(found), found.count()) == ([rows[1]], 1)
    assert ("ANY(ARRAY(" in str(found.query)) == (connection.vendor == "postgresql")
