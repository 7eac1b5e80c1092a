"""Writes rows as they are into a table: a million models would take longer to make than to save."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import DateField, DateTimeField, Field, JSONField, Max, Model

Row = Mapping[str, Any]


def write(model: type[Model], rows: Iterable[Row]) -> None:
    """Each row maps columns of the model to values; what it lacks has the model's default.

    The rows give keys of their own, or none does.
    """
    rows = list(rows)
    if not rows:
        return
    fields = [each for each in model._meta.concrete_fields if not each.generated and _is_given(each, rows[0])]
    usual = [(each.attname, each.get_default(), _turned(each)) for each in fields]
    names = ", ".join(f'"{each.column}"' for each in fields)
    holes = ", ".join(["%s"] * len(fields))
    values = [
        [turned(row.get(name, default)) if turned else row.get(name, default) for name, default, turned in usual]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({holes})', values)
        for sql in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(sql)


def next_key(model: type[Model]) -> int:
    return int(model._base_manager.aggregate(last=Max("pk"))["last"] or 0) + 1


def _is_given(field: Field[Any, Any], row: Row) -> bool:
    return not field.primary_key or field.attname in row


def _turned(field: Field[Any, Any]) -> Any:
    """What makes of a value what the database's driver takes; None where it takes it as it is."""
    if isinstance(field, JSONField):
        return json.dumps
    if isinstance(field, DateTimeField):
        return connection.ops.adapt_datetimefield_value
    return connection.ops.adapt_datefield_value if isinstance(field, DateField) else None
