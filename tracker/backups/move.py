"""Everything from this database to another, compared before it counts."""

import os
import subprocess
import sys
from collections.abc import Iterator

from django.conf import settings
from django.db import connections, transaction

from tracker.backups.copy_tables import Stock, copy_table, count_on, empty_tables, stock_of, tables
from tracker.backups.database import filled_tables, is_migrated
from tracker.backups.trouble import Trouble
from tracker.setup.service_urls.database_url import database

HERE, THERE = "default", "moved_to"
NOT_EMPTY = "The database to move to is not empty: {tables}. Make a new one."
NOT_MIGRATED = "This house is to be migrated first: python3 manage.py migrate"
OTHER = "{table} is not the same there ({here} rows here, {there} there): nothing was moved."


def move(url: str) -> Iterator[str]:
    """What was done, line by line. Raises Trouble; the other database is as it was before, but for its empty tables.

    Nobody writes here meanwhile. Files and the secret key stay where they are.
    """
    refuse_unless_migrated()
    with known_as(url, THERE):
        refuse_unless_empty(THERE)
        yield "Making the tables there ..."
        in_the_other_house(url, "migrate", "--verbosity=0", "--no-input")
        in_the_other_house(url, "createcachetable", "--verbosity=0")
        yield "Copying ..."
        with transaction.atomic(using=HERE), transaction.atomic(using=THERE):
            copied = copy_all(HERE, THERE)
        rows = sum(stock.rows for stock in copied.values())
        yield f"Tables: {len(copied)}, rows: {rows}, each the same there as here."
    yield "Writing down the words by which things are found ..."
    in_the_other_house(url, "reindex")


def copy_all(here: str, there: str) -> dict[str, Stock]:
    """What each table held, once it is known to hold the same there. Within a transaction of both."""
    empty_tables(there)
    copied = {model: copy_table(model, here, there) for model in tables()}
    for model, stock in copied.items():
        if (found := stock_of(model, there)) != stock:
            raise Trouble(OTHER.format(table=model._meta.db_table, here=stock.rows, there=found.rows))
    count_on(there)
    return {model._meta.db_table: stock for model, stock in copied.items()}


class known_as:  # noqa: N801
    """Within, Django knows the database of `url` by this name."""

    def __init__(self, url: str, alias: str) -> None:
        self.alias = alias
        self.settings = connections.configure_settings({"default": database(url), alias: database(url)})[alias]
        # One connection, for as long as all takes.
        self.settings["OPTIONS"].pop("pool", None)

    def __enter__(self) -> None:
        connections.settings[self.alias] = self.settings

    def __exit__(self, *error: object) -> None:
        connections[self.alias].close()
        del connections[self.alias]
        del connections.settings[self.alias]


def refuse_unless_migrated() -> None:
    if not is_migrated():
        raise Trouble(NOT_MIGRATED)


def refuse_unless_empty(alias: str) -> None:
    if filled := filled_tables(alias):
        raise Trouble(NOT_EMPTY.format(tables=", ".join(filled[:3])))


def in_the_other_house(url: str, *command: str) -> None:
    """Django's commands ask the one database that the settings name."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(settings.ROOT / "manage.py"), *command],
        env=os.environ | {"DATABASE_URL": url}, check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise Trouble(f"{command[0]}: {(done.stderr or done.stdout).strip()}")
