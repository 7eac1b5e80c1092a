"""The word index of the lean house: FTS5 on SQLite, an index over the words on PostgreSQL."""

from django.db import connection
from django.db.models.expressions import RawSQL

# Of a common word only the newest.
MOST = 3_000
SQLITE = (
    """CREATE VIRTUAL TABLE lean_words
    USING fts5(title, content='lean_followup', content_rowid='id', tokenize='unicode61 remove_diacritics 2')""",
    "INSERT INTO lean_words(lean_words) VALUES ('rebuild')",
)
POSTGRESQL = ("CREATE INDEX lean_words ON lean_followup USING gin (to_tsvector('simple', title))",)
FOUND = {
    "sqlite": f"SELECT rowid FROM lean_words WHERE lean_words MATCH %s ORDER BY rowid DESC LIMIT {MOST}",
    "postgresql": f"""SELECT id FROM lean_followup
    WHERE to_tsvector('simple', title) @@ plainto_tsquery('simple', %s) ORDER BY id DESC LIMIT {MOST}""",
}


def index_all() -> None:
    with connection.cursor() as cursor:
        for sql in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(sql)


def index(key: int, title: str) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO lean_words(rowid, title) VALUES (%s, %s)", [key, title])


def found(word: str) -> RawSQL:
    return RawSQL(FOUND[connection.vendor], [word])
