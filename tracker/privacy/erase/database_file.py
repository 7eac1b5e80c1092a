"""What an erased row leaves in the database file: words of the index, pages that are free, the write-ahead log."""

from collections.abc import Iterable

from django.apps import apps
from django.db import connection

from tracker.search.index_after_migrate import every_words, mend_one


def write_words_anew() -> None:
    """Of rows that were rewritten; words that were taken out leave the index for good."""
    for words in every_words():
        mend_one(words)
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO {words.table}({words.table}) VALUES ('optimize')")  # noqa: S608


def clean(labels: Iterable[str]) -> None:
    """Outside of a transaction; `labels` are those of the models whose rows went or were rewritten.

    PostgreSQL keeps what was in its log and its backups until these are gone.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for label in labels:
                cursor.execute(f'VACUUM FULL "{apps.get_model(label)._meta.db_table}"')
            return
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
