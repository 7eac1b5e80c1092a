"""The demo is loaded once a file: its tests look and leave all as it is."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from tracker.demo.load import load

TUESDAY = date(2026, 3, 17)


def loaded(blocker: Any, day: date) -> Iterator[None]:
    with blocker.unblock(), transaction.atomic():
        load(day)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def day() -> date:
    return TUESDAY


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any, day: date) -> Iterator[None]:
    yield from loaded(django_db_blocker, day)
