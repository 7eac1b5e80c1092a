"""A migration that has stood on main is never edited: old houses would lack what new ones have."""

import pytest

from tests.house.migrations import changed, noted, present

pytestmark = pytest.mark.one_database


def test_no_migration_that_stood_on_main_says_anything_else_today() -> None:
    assert changed() == []


def test_each_migration_is_noted() -> None:
    missing = present().keys() - noted().keys()
    assert sorted(missing) == [], "Once it will not change any more: python3 -m tests.house.migrations"
