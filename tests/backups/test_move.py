"""A house moves from SQLite to PostgreSQL, and back: every row, every value, found by its words."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, connections, transaction

from tests.conftest import count_on
from tests.migrated_database import migrated_sqlite
from tracker.accounts.models import User
from tracker.backups.copy_tables import stock_of, tables
from tracker.backups.move import copy_all, known_as, refuse_unless_empty
from tracker.backups.trouble import Trouble
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sqlite(tmp_path: Path, transactional_db: None) -> Iterator[str]:
    """The alias of an empty house in a file."""
    copy(migrated_sqlite(), tmp_path / "house.sqlite3")
    with known_as(f"sqlite:///{tmp_path / 'house.sqlite3'}", "sqlite"):
        # Of a database that a test did not name it may use what is open.
        connections["sqlite"].connect()
        yield "sqlite"


@pytest.fixture
def begin_anew(transactional_db: None) -> Iterator[Callable[[], None]]:
    """Let every table count from one, as where nothing was ever made."""

    def begin() -> None:
        counters = connection.introspection.sequence_list()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_by_name_sql(no_style(), counters):
                cursor.execute(statement)

    yield begin
    count_on(0)


def test_everything_moves_there_and_back(
    sqlite: str, invitation: FollowUp, resolution: Mandate, make_need: Callable[..., Any], jonas: User,
    begin_anew: Callable[[], None],
) -> None:  # fmt: skip
    make_need(200_000)
    stocks = {model: stock_of(model, "default") for model in tables()}
    with transaction.atomic(using=sqlite), transaction.atomic():
        there = copy_all("default", sqlite)
    assert {model: stock_of(model, sqlite) for model in tables()} == stocks
    begin_anew()
    with transaction.atomic(using=sqlite), transaction.atomic():
        assert copy_all(sqlite, "default") == there
    call_command("reindex", verbosity=0)
    assert [row.title for row in FollowUp.objects.search("workshop")] == [invitation.title]
    # What is made from now on counts on.
    last = max(FollowUp.objects.values_list("pk", flat=True))
    assert FollowUp.log(by=jonas, title="One more").pk > last


def test_a_house_that_is_not_empty_is_left_alone(sqlite: str, claire: User) -> None:
    with transaction.atomic(using=sqlite):
        copy_all("default", sqlite)
    with pytest.raises(Trouble, match=r"^The database to move to is not empty: accounts_user, "):
        refuse_unless_empty(sqlite)
