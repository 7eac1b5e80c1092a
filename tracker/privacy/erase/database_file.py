"""What an erased row leaves in the database file: words of the index, pages that are free, the write-ahead log."""

from collections.abc import Iterable
from time import monotonic
from typing import Any

from django.apps import apps
from django.db import connection

from tracker.search.index_after_migrate import every_words, mend_one


def write_words_anew() -> None:
    """Of rows that were rewritten; words that were taken out leave the index for good.

    `optimize` takes a sixth of the time (of a million 12 s instead of 71), and from the second time on leaves words in
    the index of SQLite 3.46 that no row has, marked as deleted.
    """
    for words in every_words():
        mend_one(words)
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO {words.table}({words.table}) VALUES ('rebuild')")  # noqa: S608


def clean(labels: Iterable[str]) -> bool:
    """Outside of a transaction; `labels` are those of the models whose rows went or were rewritten.

    False where somebody still reads what stood there before: with SQLite it stays in the file until they end.
    PostgreSQL keeps what was in its log and its backups until these are gone.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for label in labels:
                cursor.execute(f'VACUUM FULL "{apps.get_model(label)._meta.db_table}"')
            return True
        _write_log_back(cursor)
        cursor.execute("VACUUM")
        return _write_log_back(cursor)


def _write_log_back(cursor: Any) -> bool:
    """Whether the log could be emptied, with as much patience as a writer has; it says so instead of failing."""
    until = monotonic() + cursor.seconds
    while True:
        is_held, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not is_held or monotonic() > until:
            return not is_held
