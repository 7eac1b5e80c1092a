"""How SQLite finds the rows of a query, without statistics: as in a house that has none."""

import re

from django.db import connection

HOW = re.compile(r"follow_ups_followup USING (.+?)(?: \(|$)", re.MULTILINE)


def way_to_follow_ups(sql: str) -> str:
    """The first index in which the query looks for follow-ups, as SQLite says it."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return HOW.findall("\n".join(row[3] for row in cursor.fetchall()))[0]
