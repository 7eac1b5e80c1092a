"""The limit that the list as a csv file is measured against: the raw query, and its cells by a plain csv writer."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from bench.limits.rows import DEBTORS, FROM, KINDS, STATUSES, STRENGTHS, visible
from tracker.accounts.models import User

AT_ONCE = 2_000
ROWS = """
SELECT f.reference, f.title, f.kind, f.strength, f.owed_by, m.title, COALESCE(NULLIF(p.short_name, ''), p.name), o.name,
       f.due_on, f.due_words, f.status, f.updated_at {rows}
ORDER BY f.due_order, f.id
"""


def limit(user: User) -> Callable[[], Iterator[bytes]]:
    """Writes all that the user sees, in pieces."""
    cut, values = visible(user)
    query = ROWS.format(rows=FROM.format(condition="", visible=cut))
    zone = timezone.get_current_timezone()

    def said(row: tuple[Any, ...]) -> list[str | None]:
        reference, title, kind, strength, owed_by, meeting, partner, owner, due_on, words, status, updated = row
        at = datetime.fromisoformat(updated) if isinstance(updated, str) else updated
        at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(zone).replace(tzinfo=None)
        due = due_on.isoformat() if isinstance(due_on, date) else due_on
        firm, debtor = STRENGTHS[strength], DEBTORS[owed_by]
        cells = (reference, title, KINDS[kind], firm, debtor, meeting, partner, owner, due, words, STATUSES[status])
        return [*cells, at.isoformat(" ", "minutes")]

    def write() -> Iterator[bytes]:
        with connection.chunked_cursor() as cursor:
            cursor.execute(query, values)
            while rows := cursor.fetchmany(AT_ONCE):
                file = io.StringIO()
                csv.writer(file).writerows(map(said, rows))
                yield file.getvalue().encode()

    return write
