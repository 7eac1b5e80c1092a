"""Every row of one database into another of the same schema, and a figure by which the two are compared."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from itertools import batched
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections
from django.db.models import Field

AT_ONCE = 2_000
ROOM = 2**256

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """What a table holds: how many rows, and a digest that hangs on each value of each, not on their order."""

    rows: int = 0
    digest: int = 0

    def with_row(self, row: Row) -> "Stock":
        told = sha256("\x1f".join(map(_plain, row)).encode("utf-8", "surrogatepass")).digest()
        return Stock(self.rows + 1, (self.digest + int.from_bytes(told)) % ROOM)


def _plain(value: Any) -> str:
    """As both databases give it: one of them turns keys round, keeps zeros, or tells the time of elsewhere."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC).isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, sort_keys=True, default=str)
    return repr(value) if value is None or isinstance(value, bool) else str(value)


def tables() -> list[Any]:
    """Each table of each package once, those between two others too: in the order of the packages."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if not model._meta.proxy and model._meta.managed]


def columns(model: Any) -> list[Field[Any, Any]]:
    """What the database does not work out by itself."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def rows_of(model: Any, alias: str) -> Iterator[Row]:
    names = [field.attname for field in columns(model)]
    yield from model._base_manager.using(alias).order_by().values_list(*names).iterator(AT_ONCE)


def stock_of(model: Any, alias: str) -> Stock:
    stock = Stock()
    for row in rows_of(model, alias):
        stock = stock.with_row(row)
    return stock


def copy_table(model: Any, source: str, target: str) -> Stock:
    """What was copied. Within a transaction of the target, whose constraints wait for its end."""
    stock = Stock()

    def counted() -> Iterator[Row]:
        nonlocal stock
        for row in rows_of(model, source):
            stock = stock.with_row(row)
            yield _for_database(model, row, connections[target])

    write = _copy_in if connections[target].vendor == "postgresql" else _insert
    write(model, connections[target], counted())
    return stock


def _for_database(model: Any, row: Row, connection: Any) -> Row:
    pairs = zip(columns(model), row, strict=True)
    return tuple(field.get_db_prep_save(value, connection=connection) for field, value in pairs)


def _copy_in(model: Any, connection: Any, rows: Iterator[Row]) -> None:
    """In a third of the time that inserts take."""
    with connection.cursor() as cursor:
        statement = f"COPY {_table(model, connection)} ({_columns(model, connection)}) FROM STDIN"
        with connection.wrap_database_errors, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)


def _insert(model: Any, connection: Any, rows: Iterator[Row]) -> None:
    places = ", ".join(["%s"] * len(columns(model)))
    statement = f"INSERT INTO {_table(model, connection)} ({_columns(model, connection)}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        for some in batched(rows, AT_ONCE):
            cursor.executemany(statement, some)


def _table(model: Any, connection: Any) -> str:
    return str(connection.ops.quote_name(model._meta.db_table))


def _columns(model: Any, connection: Any) -> str:
    return ", ".join(connection.ops.quote_name(field.column) for field in columns(model))


def empty_tables(target: str) -> None:
    """What migrating wrote gives way, such as the keys of content types: history points at those of the source."""
    connection = connections[target]
    with connection.cursor() as cursor:
        for model in tables():
            cursor.execute(f"DELETE FROM {_table(model, connection)}")  # noqa: S608


def count_on(target: str) -> None:
    """Let what is made from now on count on from the rows that are there."""
    connection = connections[target]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)
