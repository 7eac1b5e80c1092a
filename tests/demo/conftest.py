"""The demo is loaded once a file: its tests look and leave all as it is."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tracker.demo.load import load

TUESDAY = date(2026, 3, 17)


@pytest.fixture(scope="module")
def day() -> date:
    return TUESDAY


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any, day: date) -> Iterator[None]:
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with django_db_blocker.unblock(), transaction.atomic():
        with quick:
            load(day)
        yield
        transaction.set_rollback(True)
