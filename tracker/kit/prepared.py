"""Queries that are written once and asked many times.

A rule about what a person may see takes Django longer to write down than the database to answer, and every page asks.
Such a query is built once, with stand-ins where the person and the keys go, and filled in each time it is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

# Stand for one value and for a list of them, in a query that is not yet filled in.
ONE, MANY = -987_654_321, -987_654_322
# In place of an empty list: no row has it, and unlike an empty list every database takes it.
NO_KEY = 0


@dataclass(frozen=True, slots=True)
class Prepared:
    """`pieces` is the SQL around the `values`, of which there is one less."""

    pieces: tuple[str, ...]
    values: tuple[Any, ...]

    @classmethod
    def of(cls, rows: QuerySet[Any, Any]) -> Self:
        """`rows` selects one column and compares with ONE, or with a list of nothing but MANY."""
        sql, values = rows.order_by().query.sql_with_params()
        return cls(tuple(sql.split("%s")), tuple(values))

    def filled(self, one: Any = None, many: list[Any] | None = None) -> RawSQL:
        """What a column can be looked up in: `where__in=query.filled(user.pk)`."""
        given: Mapping[Any, list[Any]] = {ONE: [one], MANY: many or [NO_KEY]}
        lists = [given.get(value, [value]) for value in self.values]
        holes = [", ".join(["%s"] * len(each)) for each in lists]
        sql = "".join(piece + hole for piece, hole in zip(self.pieces, [*holes, ""], strict=True))
        return RawSQL(sql, [value for each in lists for value in each])  # noqa: S611 (Django wrote it)

    def keys(self, one: Any = None, many: list[Any] | None = None) -> list[Any]:
        """What it finds."""
        query = self.filled(one, many)
        with connection.cursor() as cursor:
            cursor.execute(query.sql, query.params)
            return [key for (key,) in cursor.fetchall()]
