"""How many queries more a page takes on PostgreSQL, which is asked first by which ways anything restricted is named."""

from django.db import connection


def names_asked() -> int:
    """Of people and of organisations, once a page."""
    return 2 if connection.vendor == "postgresql" else 0
