"""The time of the database: those who share one may stand on machines whose clocks differ by more than a lease."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone


def database_now() -> datetime:
    """SQLite has the clock of this machine, and is shared by no other."""
    if connection.vendor == "sqlite":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
        return now


def when_asked() -> Any:
    """The same inside of a query, which so needs no other before."""
    return timezone.now() if connection.vendor == "sqlite" else Now()
