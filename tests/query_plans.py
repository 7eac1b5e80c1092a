"""How SQLite finds the rows of a query: without statistics, as in most houses, or with those of a large one."""

import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing

from django.db import connection

HOW = re.compile(r"follow_ups_followup USING (.+?)(?: \(|$)", re.MULTILINE)
TABLES = (
    "SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND name NOT LIKE 'sqlite_%'"
    " AND sql IS NOT NULL AND sql NOT LIKE 'CREATE VIRTUAL%'"
)


def way_to_follow_ups(sql: str) -> str:
    """The first index in which the query looks for follow-ups, as SQLite says it."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return HOW.findall("\n".join(row[3] for row in cursor.fetchall()))[0]


def with_statistics(sql: str, table: str, known: Mapping[str, str]) -> list[str]:
    """What SQLite would do with these statistics of the table's indexes: asked of a copy of all tables without rows."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [row[0] for row in cursor.fetchall()]
    with closing(sqlite3.connect(":memory:")) as copy:
        copy.executescript(";".join([*tables, "ANALYZE"]))
        copy.executemany("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", [(table, *each) for each in known.items()])
        copy.execute("ANALYZE sqlite_master")
        return [row[3] for row in copy.execute(f"EXPLAIN QUERY PLAN {sql}")]
