"""What was written into a migration after some houses had run it reaches them by another one."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

mend = import_module("tracker.follow_ups.migrations.0025_index_of_what_a_person_has_open")


def is_there() -> bool:
    with connection.cursor() as cursor:
        return mend.NAME in connection.introspection.get_constraints(cursor, "follow_ups_followup")


@pytest.mark.django_db
def test_an_old_house_gets_the_index_that_it_lacks_and_others_keep_theirs() -> None:
    editor, found = connection.SchemaEditorClass(connection), [is_there()]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {mend.NAME}")
    found.append(is_there())
    for _twice in range(2):
        mend.add_where_it_is_missing(apps, editor)
        found.append(is_there())
    assert found == [True, False, True, True]
