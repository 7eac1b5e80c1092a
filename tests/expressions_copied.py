"""Django's expressions are copied, and columns compared, without asking anew how one is made.

Django copies some with every filter by Python's general way for any object, and looks up the signature of a column each
time it compares one: a fifteenth of what the suite takes.
"""

from typing import Any

from django.db.models import expressions
from django.utils.functional import cached_property


def copy_expressions() -> None:
    expressions.BaseExpression.copy = _copied  # type: ignore[method-assign]
    identity: Any = cached_property(_identity)
    identity.__set_name__(expressions.Col, "identity")
    expressions.Col.identity = identity  # type: ignore[attr-defined]


def _copied(expression: Any) -> Any:
    kind = expression.__class__
    copy = object.__new__(kind)
    copy.__dict__.update(expression.__getstate__())
    return copy


def _identity(column: Any) -> Any:
    """As of any expression: its class, and each of what it is made from by its name."""
    given, named = column._constructor_args
    made_from = {"output_field": None, **dict(zip(("alias", "target", "output_field"), given, strict=False)), **named}
    told = [(name, column._identity(made_from[name])) for name in ("alias", "target", "output_field")]
    return (column.__class__, *told)
