"""Here the demo is loaded once for all files."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.demo.conftest import TUESDAY, loaded


@pytest.fixture(scope="package")
def day() -> date:
    return TUESDAY


@pytest.fixture(scope="package")
def demo(django_db_setup: None, django_db_blocker: Any, day: date) -> Iterator[None]:
    yield from loaded(django_db_blocker, day)
