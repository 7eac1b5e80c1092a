"""What hangs on two things is closed to whoever may not know one of them, whichever of the two it is.

Each address is asked for while one thing alone is restricted: of several that its path names, or one that the row of
its path names.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db.models import ForeignKey, Model
from django.test import Client

from tests.house.addresses import PAGES, Row
from tests.house.conftest import taken_back
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.restricted_names import naming_columns

pytestmark = pytest.mark.one_database


@pytest.fixture(scope="module")
def rows(things: dict[str, Any]) -> dict[str, Model]:
    """What each key of the table of addresses leads to: no two tables have the same keys."""
    keys = {name: key for name, key in things.items() if isinstance(key, int)}
    models = [model for model in apps.get_models() if model._meta.pk.get_internal_type() == "BigAutoField"]
    return {name: row for name, key in keys.items() for model in models for row in model._base_manager.filter(pk=key)}


def parts(row: Model) -> Iterator[tuple[str, Any]]:
    """What it names. What is general itself opens the people and places in its columns."""
    opened = {column.name for column in naming_columns(type(row))} if hasattr(row, "restricted_names") else set()
    columns = [column.name for column in row._meta.fields if isinstance(column, ForeignKey)]
    columns += [column.name for column in row._meta.private_fields if isinstance(column, GenericForeignKey)]
    yield from ((name, getattr(row, name)) for name in columns if name not in opened)


def answers(client: Client, row: Row, path: str) -> list[int]:
    """What is answered to whoever looks, and to whoever sends nothing."""
    found = []
    for method, of_all in (("get", row.get), ("post", row.post)):
        if of_all["jonas"] not in (404, 405):
            with taken_back():
                found.append(getattr(client, method)(path).status_code)
    return found


def test_what_names_something_is_as_closed_as_that(things: dict[str, Any], rows: dict[str, Model], jonas: User) -> None:
    client = Client()
    client.force_login(jonas, backend=settings.AUTHENTICATION_BACKENDS[0])
    tried, open_still = set[str](), {}
    for name, row in PAGES.items():
        keys = [key for key in rows if f"{{{key}}}" in row.path]
        named = [(key, rows[key]) for key in keys if len(keys) > 1]
        named += [(f"{key}.{column}", part) for key in keys for column, part in parts(rows[key])]
        for said, part in named:
            if hasattr(part, "classification"):
                with taken_back():
                    type(part)._base_manager.filter(pk=part.pk).update(classification=RESTRICTED)
                    found = answers(client, row, row.path.format(**things))
                tried.add(said)
                open_still |= {f"{name} {said}": found} if {*found} != {404} else {}
    assert open_still == {}
    assert len(tried) > 20
