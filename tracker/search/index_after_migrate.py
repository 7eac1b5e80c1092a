"""What every migration ends with: triggers that are there, and no row without its words."""

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig, apps
from django.db import connection

from tracker.search.operations import TRIGGERS, statements
from tracker.search.word_index import SearchWords


def every_words(app: AppConfig | None = None) -> Iterator[SearchWords]:
    """Those of all models, or of the models of one package."""
    for model in (app or apps).get_models():
        if isinstance(words := getattr(model, "words", None), SearchWords):
            yield words


def mend(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Django rebuilds a table of SQLite to change a column, and the triggers on the old one are gone with it."""
    there = connection.introspection.table_names() if any(every_words(sender)) else []
    for words in every_words(sender):
        if words.table in there:
            mend_one(words)


def mend_one(words: SearchWords) -> int:
    """How many rows had none."""
    columns = sorted(words.columns)
    with connection.cursor() as cursor:
        for sql in statements(TRIGGERS, connection.vendor, words.model._meta.db_table, columns, words.key):
            cursor.execute(sql)
    return words.write_missing()
