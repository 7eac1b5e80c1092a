"""What makes long lists fast: each trick saves at least a quarter of a page's time in a house of 100,000 follow-ups.

Each says how much, of the processor time of the page without it, the database's included. Without `is_on` they do as
ordinary Django does, and the same is found and shown.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import F, Field, FilteredRelation, Func, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.sql.compiler import SQLCompiler
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from tracker.databases.reading import reading
from tracker.kit.text import without_indents
from tracker.lists.keyset_ordering import Order, Values, beyond, expression, sorter

is_on = True  # False only in the test that compares
# Stands for a row's key where only a number will do, as in an address.
KEY = 1_000_000_000_000_007
_HOLE = re.compile(rf"⟦(\w+)⟧|{KEY}")
# Come out otherwise as soon as a filter or a condition touches them. Tried by tests: of each look it takes 5 of 7 ms.
_TRIED = ("", "\n A long <b>, “word” & 100 %s" * 50)
# Stands for a key that changes, in a query that is not yet filled in: no row has it.
STAND_IN = -987_654_321
# What stands for the related row in a walk from name to name.
NAMED = "sorted_by_name_of"


def cached_fragment(template: str, key: int, words: Mapping[str, Any], **fixed: Any) -> SafeString:
    """A row of a list: the template with its key, its words, and all that is fixed.

    Drawn once for each language and all that is fixed, with a hole for each word; the holes are filled in for each row.
    ValueError where the template does more with a word than show it. Saves 65 to 70 % of a list beside the template
    included for each row (30 November 2026, SQLite).
    """
    if not is_on:
        return _draw(template, {**fixed, **words, "key": key})
    pieces, holes = _cut(template, get_language(), tuple(fixed.items()), tuple(words))
    return mark_safe(_fill(pieces, holes, words, key))  # noqa: S308 (its template escaped what is fixed, _fill the rest)


@lru_cache(maxsize=1024)
def _cut(
    template: str, _language: str, fixed: tuple[tuple[str, Any], ...], names: tuple[str, ...]
) -> tuple[list[str], list[str]]:
    """The pieces of the drawing, and the names of the holes between them, "" for the key."""
    drawn = _draw(template, {**dict(fixed), **{name: f"⟦{name}⟧" for name in names}, "key": KEY})
    found = _HOLE.split(drawn)
    pieces, holes = found[::2], [name or "" for name in found[1::2]]
    for word in _TRIED if settings.TESTING or settings.DEBUG else ():
        words = dict.fromkeys(names, word)
        ordinary = _draw(template, {**dict(fixed), **words, "key": 12})
        if not {*holes} <= {*names, ""} or ordinary != without_indents(_fill(pieces, holes, words, 12)):
            raise ValueError(f"{template} does more with a word than show it: a row's words are given as they stand.")
    return pieces, holes


def _fill(pieces: Sequence[str], holes: Sequence[str], words: Mapping[str, Any], key: int) -> str:
    """Words that look like a hole are only words: the drawing was cut before they came. Safe ones are drawn already."""
    filled = {name: word if isinstance(word, SafeString) else escape(str(word)) for name, word in words.items()}
    filled[""] = str(key)
    return "".join([piece + filled[name] for piece, name in zip(pieces, holes, strict=False)]) + pieces[-1]


def _draw(template: str, context: dict[str, Any]) -> SafeString:
    return SafeString(without_indents(get_template(template).render(context)))


class Unindexed(Func):
    """A column by which very many rows are found, where they are wanted in another order than its index has.

    SQLite then walks the list in that order until a page is full, and sorts nothing; PostgreSQL chooses by itself.
    `unless_by` names the order that the index has. What is only counted is found by the index, unless that is never
    wanted: where nearly every row is empty there, or counts are wanted by it of few rows. Saves 63 to 81 % of the lists
    of what is done, and of a partner's and a unit's, sorted by another column (28 November 2026, SQLite); of a report
    of a million 70 % (30 November).
    """

    arity = 1

    def __init__(
        self, column: str, output_field: Field[Any, Any] | None = None, *, unless_by: str = "", never: bool = False
    ) -> None:
        super().__init__(F(column), output_field=output_field)
        self.unless_by, self.never = unless_by, never

    def as_sql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> tuple[str, Any]:  # type: ignore[override]
        walks = is_on and connection.vendor == "sqlite" and (self.never or self._is_walked(compiler))
        # What a sign stands before is in no index.
        return super().as_sql(compiler, connection, template=f"{'+' if walks else ''}%(expressions)s", **context)

    def _is_walked(self, compiler: SQLCompiler) -> bool:
        first: Any = next(iter(compiler.query.order_by), self.unless_by)
        by = getattr(first, "expression", first)
        return bool(getattr(by, "name", by) != self.unless_by)


def unindexed(column: str) -> Combinable:
    """A column that nearly every row has alike: a sum is in no index, so that the database takes that of another.

    Saves 80 to 84 % of the lists of what was logged, or moved later, in a year (28 November 2026, SQLite).
    """
    return F(column) + 0 if is_on else F(column)


@dataclass(frozen=True)
class CompiledQuery:
    """The keys of the rows that `build` finds, as `values("pk")`, by another key; its SQL is written once.

    A rule about what a person may see takes Django longer to write down than the database to answer, and every page
    asks. Saves 39 % of a follow-up's page, 66 % of a person's, 41 % of a meeting's (28 November 2026, SQLite).
    """

    build: Callable[[Any], QuerySet[Any, Any]]

    def filled(self, key: Any) -> RawSQL | QuerySet[Any, Any]:
        """What a column can be looked up in: `where__in=prepared.filled(user.pk)`."""
        if not is_on:
            return self.build(key)
        sql, values = self._written
        return RawSQL(sql, [key if value == STAND_IN else value for value in values])  # noqa: S611 (Django wrote it)

    def keys(self, key: Any) -> list[Any]:
        if isinstance(query := self.filled(key), QuerySet):
            return [found for row in query for found in row.values()]
        with reading().cursor() as cursor:
            cursor.execute(query.sql, query.params)
            return [found for (found,) in cursor.fetchall()]

    @cached_property
    def _written(self) -> tuple[str, tuple[Any, ...]]:
        return self.build(STAND_IN).order_by().query.sql_with_params()


def by_name(rows: QuerySet[Any], order: Order, values: Values, number: int, falling: bool) -> Iterator[QuerySet[Any]]:
    """What follows in an order by name: first those of the same, then those of the next by name.

    Saves 62 to 72 % of the lists by partner, owner, unit and meeting (28 November 2026, SQLite; on PostgreSQL 60 %).
    """
    if not is_on:
        yield beyond(rows.filter(**{f"{order.unless_none}__isnull": False}), order.keys, values, falling)
        return
    if values:
        yield beyond(rows.filter(**{order.unless_none: values[1]}), order.rest, values[2:], falling)
    if connection.vendor == "postgresql":
        yield _each_by_name(rows, order, values, number, falling)
    else:
        yield _all_by_name(rows, order, values, falling)


def _each_by_name(rows: QuerySet[Any], order: Order, values: Values, number: int, falling: bool) -> QuerySet[Any]:
    """Asks for the first rows of one after the other: PostgreSQL would sort all those of one that has very many."""
    related: Any = rows.model._meta.get_field(order.unless_none).related_model
    name = str(order.by).removeprefix(f"{order.unless_none}__")
    named = beyond(related._base_manager.all(), (name, "pk"), values and values[:2], falling)
    its_rows = beyond(rows.filter(**{order.unless_none: OuterRef("pk")}), order.rest, None, falling)
    return named.values(row=Subquery(its_rows.values("pk")[:number], template="unnest(ARRAY(%(subquery)s))"))


def _all_by_name(rows: QuerySet[Any], order: Order, values: Values, falling: bool) -> QuerySet[Any]:
    """Joined from name to name, for SQLite, which begins at the names when these have a bound."""
    name = str(order.by).replace(order.unless_none, NAMED, 1)
    joined = rows.annotate(**{NAMED: FilteredRelation(order.unless_none)})
    bound = {f"{name}__lte" if values and falling else f"{name}__gte": values[0] if values else ""}
    keys = (name, f"{NAMED}__id")
    found = beyond(joined.filter(**bound), keys, values and values[:2], falling)
    return found.order_by(*(sorter(expression(key), falling) for key in (*keys, *order.rest))).values("pk")
