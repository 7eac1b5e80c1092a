"""Columns that the database does not look up: it walks the list in its order until a page is full."""

from typing import Any

from django.db.models import CharField, F, Field, Func
from django.db.models.sql.compiler import SQLCompiler


class Walked(Func):
    """A column by which very many rows are found, where they are wanted in another order than its index has.

    `unless_by` names the order that its index has. What is only counted is found by the index.
    """

    arity = 1

    def __init__(self, column: str, output_field: Field[Any, Any], *, unless_by: str = "") -> None:
        super().__init__(F(column), output_field=output_field)
        self.unless_by = unless_by

    def as_sql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> tuple[str, Any]:  # type: ignore[override]
        template = self._in_no_index(connection) if self._is_walked(compiler) else "%(expressions)s"
        return super().as_sql(compiler, connection, template=template, **context)

    def _is_walked(self, compiler: SQLCompiler) -> bool:
        for first in compiler.query.order_by[:1]:
            expression = getattr(first, "expression", first)
            return bool(getattr(expression, "name", expression) != self.unless_by)
        return False

    def _in_no_index(self, connection: Any) -> str:
        if not isinstance(self.output_field, CharField):
            return "%(expressions)s + 0"
        # PostgreSQL knows how often each word stands in a column, and chooses by itself.
        return "+%(expressions)s" if connection.vendor == "sqlite" else "%(expressions)s"
