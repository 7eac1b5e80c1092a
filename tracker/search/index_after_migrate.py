"""What every migration ends with: triggers that are there, and no row without its words."""

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig, apps
from django.db import connection

from tracker.kit.text import FOLD_VERSION
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
        if {words.table, _folded_tables()._meta.db_table} <= {*there}:
            mend_one(words)


def _folded_tables() -> Any:
    """Not imported: the apps are not ready when this is."""
    return apps.get_model("search", "FoldedTable")


def mend_one(words: SearchWords) -> int:
    """How many rows had none; what was written by an older fold counts as none."""
    columns = sorted(words.columns)
    with connection.cursor() as cursor:
        for sql in statements(TRIGGERS, connection.vendor, words.model._meta.db_table, columns, words.key):
            cursor.execute(sql)
    folded = _folded_tables()._base_manager
    if not folded.filter(table=words.table, version=FOLD_VERSION).exists():
        words.forget()
        _fold_again(words.model)
        folded.update_or_create(table=words.table, defaults={"version": FOLD_VERSION})
    return words.write_missing()


def _fold_again(model: Any) -> None:
    """The copies of names, where there are any."""
    if hasattr(model, "folded_words"):
        for row in model._base_manager.order_by("pk").iterator():
            if row.folded != (folded := row.folded_words()):
                model._base_manager.filter(pk=row.pk).update(folded=folded)
