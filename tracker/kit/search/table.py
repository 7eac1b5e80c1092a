"""The table in which a model's words stand: what is written there, and the keys that are found in it."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.expressions import RawSQL

from tracker.kit.search import asked
from tracker.kit.search.tokens import stems, tokens
from tracker.kit.search.vectors import vector

# What stands between a text's words and their other forms, so that no phrase reaches over.
GAP = "\u00b6"
# So many words of a text are indexed, which is a record of several hundred pages.
MOST_WORDS = 100_000
AT_ONCE = 1_000
WRITE = {
    "sqlite": "INSERT OR REPLACE INTO {table} (rowid, title, detail) VALUES (%s, %s, %s)",
    "postgresql": "INSERT INTO {table} (rowid, words) VALUES (%s, %s::tsvector)"
    " ON CONFLICT (rowid) DO UPDATE SET words = excluded.words",
}
HOLDS = {"sqlite": "{table} MATCH %s", "postgresql": "words @@ %s::tsquery"}


class Words:
    """On a model: a word of the `title` columns tells more than one of the `detail` columns.

    `key` names the column that says whose words they are, where that is another row; its last row has the word.
    In `names`, which are typed in pieces, every word may be begun only, and none has a stem.
    """

    model: type[Model]

    def __init__(
        self, *, title: Iterable[str] = (), detail: Iterable[str] = (), key: str = "id", names: bool = False
    ) -> None:
        self.title, self.detail, self.key, self.names = tuple(title), tuple(detail), key, names
        self.columns = {*self.title, *self.detail}

    def contribute_to_class(self, model: type[Model], name: str) -> None:
        self.model = model
        setattr(model, name, self)

    @cached_property
    def table(self) -> str:
        return f"{self.model._meta.db_table}_words"

    def terms(self, typed: str, *, names: bool | None = None) -> tuple[asked.Term, ...]:
        return asked.read(typed, names=self.names if names is None else names)

    def hits(self, terms: tuple[asked.Term, ...], *, in_title: bool = False, newest: int | None = None) -> RawSQL:
        """The keys of the rows that hold all the terms, of which there is one at least."""
        said = getattr(asked, f"for_{connection.vendor}")(terms, in_title=in_title)
        limit = f" ORDER BY rowid DESC LIMIT {newest:d}" if newest else ""
        return RawSQL(f"SELECT rowid FROM {self.table} WHERE {self._of(HOLDS)}{limit}", [said])  # noqa: S608, S611

    def write(self, rows: Iterable[Any]) -> None:
        """Index these rows as they are now."""
        values = [(getattr(row, self.key), *self._written(row)) for row in rows]
        if values:
            with connection.cursor() as cursor:
                cursor.executemany(self._of(WRITE), values)

    def write_missing(self) -> int:
        """Index what something other than Django wrote; how many rows that were."""
        made, last = 0, 0
        known = RawSQL(f"SELECT rowid FROM {self.table}", [])  # noqa: S608, S611
        missing = self.model._base_manager.exclude(**{f"{self.key}__in": known}).order_by("pk")
        while rows := list(missing.filter(pk__gt=last)[:AT_ONCE]):
            self.write(rows)
            made, last = made + len(rows), rows[-1].pk
        return made

    def forget(self) -> None:
        """Take all words out of the index."""
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.table}")  # noqa: S608

    def _written(self, row: Any) -> list[str]:
        title, detail = (
            _words_of(" \n".join(str(getattr(row, column) or "") for column in columns))
            for columns in (self.title, self.detail)
        )
        both = [[*words, GAP, *self._forms(words)] for words in (title, detail)]
        return [vector(*both)] if connection.vendor == "postgresql" else [" ".join(words) for words in both]

    def _forms(self, words: list[str]) -> Iterator[str]:
        seen = set(words)
        for word in () if self.names else dict.fromkeys(words):
            new = set(stems(word)) - seen
            seen |= new
            yield from sorted(new)

    def _of(self, sql: dict[str, str]) -> str:
        return sql[connection.vendor].format(table=self.table)


def _words_of(text: str) -> list[str]:
    return [token for token, _number in zip(tokens(text), range(MOST_WORDS), strict=False)]
