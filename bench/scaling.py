"""What one person costs: of a page the part of the web process and that of PostgreSQL, of a deed what it writes.

    DATABASE_URL=postgres://... python -m bench.scaling [FOLLOW-UPS]

grows an empty PostgreSQL database, and prints the figures that docs/scaling.md reckons with.
"""

import sys
import time
from collections.abc import Callable
from itertools import count
from statistics import median

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.grow import Growth, in_haste  # noqa: E402
from bench.growing.house import BUSY  # noqa: E402
from bench.measure import clock, sign_in, work_alone  # noqa: E402
from tracker.demo.load import load  # noqa: E402
from tracker.follow_ups.models import FollowUp  # noqa: E402
from tracker.setup.management.commands.up import collect_static_files, prepare_database  # noqa: E402

PAGES = ("/", "/follow-ups/", "/find/?q=training", "/meetings/", "/reports/")
RUNS, DEEDS = 9, 40
ANSWERED = 302


def main(size: int) -> None:
    settings.HOW_OFTEN = {}
    work_alone()
    prepare_database()
    collect_static_files()
    load(timezone.localdate())
    with in_haste():
        Growth().to(size)
    client = sign_in(BUSY)
    print("| page | web, ms | PostgreSQL, ms |")
    for page in PAGES:
        web, database = split(lambda page=page: client.get(page))  # type: ignore[misc]
        print(f"| {page} | {web:.0f} | {database:.0f} |", flush=True)
    matter = FollowUp.objects.order_by("pk").values_list("pk", flat=True)[0]
    notes = count()
    deed = lambda: client.post(f"/follow-ups/{matter}/note/", {"note": f"They called, {next(notes)}."})  # noqa: E731
    web, database = split(deed)
    start = asked("SELECT pg_current_wal_insert_lsn()")
    assert [deed().status_code for _ in range(DEEDS)] == [ANSWERED] * DEEDS
    written = int(asked("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), %s)", start)) / DEEDS
    print(f"| a note is written | {web:.0f} | {database:.0f} |\nIt writes {written / 1000:.1f} kB of the log.")
    follow_ups = FollowUp.objects.count()
    for table, bytes_ in rows(
        "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r' AND relnamespace = "
        "'public'::regnamespace ORDER BY 2 DESC LIMIT 8"
    ):
        print(f"{table}: {bytes_ / follow_ups:,.0f} bytes a follow-up")
    whole = int(asked("SELECT pg_database_size(current_database())"))
    print(f"All: {whole / follow_ups:,.0f} bytes a follow-up, of {follow_ups:,}.")


def split(deed: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of processor time, of this process and of PostgreSQL's."""
    for _ in range(3):
        deed()
    found = []
    for _ in range(RUNS):
        own, both = time.process_time(), clock()
        deed()
        own, both = time.process_time() - own, clock() - both
        found.append((own, both - own))
    return median(web for web, _ in found) * 1000, median(database for _, database in found) * 1000


def asked(sql: str, *values: object) -> object:
    (found,) = rows(sql, *values)
    return found[0]


def rows(sql: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[object, ...]] = cursor.fetchall()
        return found


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000)
