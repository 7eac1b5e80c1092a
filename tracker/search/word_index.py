"""The table in which a model's words stand: what is written there, and the keys that are found in it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import batched
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.db.models.expressions import RawSQL

from tracker.databases.reading import reading
from tracker.search import initials, query
from tracker.search.newest_rows import LONG_LOOKED_AT, LOOKED_AT, newest_rows
from tracker.search.tokens import compounds, in_phrases, pieces, stems, tokens
from tracker.search.tsvector_literal import vector

# What stands between a text's words and their other forms, so that no phrase reaches over.
GAP = "\u00b6"
# So many words of a text are indexed, which is a record of several hundred pages.
MOST_WORDS = 100_000
AT_ONCE = 1_000
# How well a row fits, by what holds the words: its title as they were typed, its title if they go on, or its text.
WHOLE, BEGUN, DETAIL = range(3)
WRITE = {
    "sqlite": "INSERT OR REPLACE INTO {table} (rowid, title, detail) VALUES (%s, %s, %s)",
    "postgresql": "INSERT INTO {table} (rowid, words) VALUES (%s, %s::tsvector)"
    " ON CONFLICT (rowid) DO UPDATE SET words = excluded.words",
}
HOLDS = {"sqlite": "{table} MATCH %s", "postgresql": "words @@ %s::tsquery"}


class SearchWords:
    """On a model: a word of the `title` columns tells more than one of the `detail` columns.

    `key` names the column that says whose words they are, where that is another row; its last row has the word. The
    column of `initials` is found by the first letters of its words, too.
    In `names`, which are typed in pieces, every word may be begun only, and none has a stem. Those of whole texts are
    `long`.
    """

    model: type[Model]

    def __init__(
        self,
        *,
        title: Iterable[str] = (),
        detail: Iterable[str] = (),
        key: str = "id",
        names: bool = False,
        initials: str = "",
        long: bool = False,
    ) -> None:
        self.title, self.detail, self.key, self.names, self.initials = tuple(title), tuple(detail), key, names, initials
        self.looked_at = LONG_LOOKED_AT if long else LOOKED_AT
        self.columns = {*self.title, *self.detail}

    def contribute_to_class(self, model: type[Model], name: str) -> None:
        self.model = model
        setattr(model, name, self)

    @cached_property
    def table(self) -> str:
        return f"{self.model._meta.db_table}_words"

    def terms(self, typed: str, *, names: bool | None = None) -> tuple[query.Term, ...]:
        return query.read(typed, names=self.names if names is None else names)

    def hits(self, terms: tuple[query.Term, ...]) -> RawSQL:
        """The keys of the rows that hold all the terms, of which there is one at least."""
        return self.holding(_said(terms))

    def holding(self, said: str, *, newest: int | None = None) -> RawSQL:
        """The keys of the rows of which this is true, or of the `newest` of them."""
        every = f"SELECT rowid FROM {self.table} WHERE {self._of(HOLDS)}"  # noqa: S608
        some = f"SELECT rowid FROM ({self._newest(1, newest)}) found" if newest else every  # noqa: S608
        return RawSQL(some, [said])  # noqa: S611

    def keys(self, terms: tuple[query.Term, ...], most: int) -> list[int]:
        """The keys of `most` rows, whichever, that hold all the terms, of which there is one at least."""
        some = f"SELECT rowid FROM {self.table} WHERE {self._of(HOLDS)} LIMIT {most:d}"  # noqa: S608
        with reading().cursor() as cursor:
            cursor.execute(some, [_said(terms)])
            return [key for (key,) in cursor.fetchall()]

    def newest_of(self, said: Sequence[str], most: int) -> list[list[int]]:
        """The keys of the `most` newest rows of each that is `said`, the newest first."""
        found: list[list[int]] = [[] for _each in said]
        if said:
            with reading().cursor() as cursor:
                cursor.execute(self._newest(len(said), most), said)
                for key, number in cursor.fetchall():
                    found[number].append(key)
        return [sorted({*keys}, reverse=True) for keys in found]

    def newest(self, said: str, most: int) -> list[int]:
        """The keys of the newest rows of what is `said`, which is no common word: it is found by its index."""
        # PostgreSQL would walk all rows from the newest on, if it took what is rare for common.
        found = f"SELECT rowid FROM {self.table} WHERE {self._of(HOLDS)}"  # noqa: S608
        rows = f"({found} OFFSET 0) found" if connection.vendor == "postgresql" else ""
        newest = f"SELECT rowid FROM {rows}" if rows else found  # noqa: S608
        with reading().cursor() as cursor:
            cursor.execute(f"{newest} ORDER BY rowid DESC LIMIT {most:d}", [said])
            return [key for (key,) in cursor.fetchall()]

    @staticmethod
    def said_by_any(some: Iterable[tuple[query.Term, ...]], *, in_title: bool = False) -> str:
        """That it holds all the terms of one of these, as the database reads it."""
        either = " | " if connection.vendor == "postgresql" else " OR "
        return either.join(f"({_said(terms, in_title=in_title)})" for terms in some)

    @staticmethod
    def tiers(terms: tuple[query.Term, ...]) -> list[str]:
        """What must be said to the index of each of `WHOLE`, `BEGUN` and `DETAIL`."""
        whole = tuple(map(query.in_whole, terms))
        return [_said(whole, in_title=True), _said(terms, in_title=True), _said(terms)]

    @classmethod
    def places(cls, *asked: tuple[query.Term, ...]) -> dict[str, int]:
        """What must be said to the index for each of these, and how well the rows fit that are found by it."""
        said: dict[str, int] = {}
        for terms in filter(None, asked):
            for place, text in enumerate(cls.tiers(terms)):
                said[text] = min(place, said.get(text, place))
        return said

    def write(self, rows: Iterable[Any]) -> None:
        """Index these rows as they are now."""
        values = [(getattr(row, self.key), *self._written(row)) for row in rows]
        if values:
            with transaction.atomic(savepoint=False), connection.cursor() as cursor:
                cursor.executemany(self._of(WRITE), values)

    def write_missing(self) -> int:
        """Index what something other than Django wrote; how many rows that were."""
        known = RawSQL(f"SELECT rowid FROM {self.table}", [])  # noqa: S608, S611
        rows = self.model._base_manager.order_by("pk")
        missing = list(rows.exclude(**{f"{self.key}__in": known}).values_list("pk", flat=True))
        for some in batched(missing, AT_ONCE):
            self.write(rows.filter(pk__in=some))
        return len(missing)

    def forget(self) -> None:
        """Take all words out of the index."""
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.table}")  # noqa: S608

    def _written(self, row: Any) -> list[str]:
        texts = (
            " ".join(str(getattr(row, column) or "") for column in columns) for columns in (self.title, self.detail)
        )
        both = [[*(words := _words_of(text)), GAP, *self._forms(words, text)] for text in texts]
        both[0] += initials.pairs(getattr(row, self.initials)) if self.initials else ()
        return [vector(*both)] if connection.vendor == "postgresql" else [" ".join(words) for words in both]

    def _forms(self, words: list[str], text: str) -> Iterator[str]:
        """What else the words are found by: written without their hyphen, in halves, by their stems."""
        seen = set(words)
        other = dict.fromkeys([*(joined for _start, _end, joined in compounds(text)), *pieces(text)])
        yield from (word for word in other if word not in seen)
        if self.names:
            return
        for word in dict.fromkeys([*words, *other]):
            new = set(stems(word)) - seen
            seen |= new
            yield from sorted(new)
        for phrase in dict.fromkeys(in_phrases(text)):
            yield from (GAP, *phrase)

    def _newest(self, sayings: int, most: int) -> str:
        return newest_rows(connection.vendor, self.table, sayings, most, self.looked_at)

    def _of(self, sql: dict[str, str]) -> str:
        return sql[connection.vendor].format(table=self.table)


def _said(terms: tuple[query.Term, ...], *, in_title: bool = False) -> str:
    """As the database reads it."""
    write = query.for_postgresql if connection.vendor == "postgresql" else query.for_sqlite
    return write(terms, in_title=in_title)


def _words_of(text: str) -> list[str]:
    return [token for token, _number in zip(tokens(text), range(MOST_WORDS), strict=False)]
