"""python -m bench.lean.copy_house: makes the lean house of the rows of Suivi's, and prints the key of a session."""

import os
import sys
from importlib import import_module

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client

# By table: the columns in the house, in the order in which ours has them.
COPIED = {
    "lean_person": "SELECT id, name FROM {house}.directory_person",
    "lean_partner": "SELECT id, name FROM {house}.directory_organisation",
    "lean_followup (id, reference, title, detail, kind, status, due_on, owner_id, partner_id, version)": (
        "SELECT id, reference, title, detail, kind, status, due_on, owner_id, partner_id, version"
        " FROM {house}.follow_ups_followup"
    ),
}


def main(house: str) -> None:
    """`house` is the file of Suivi's database on SQLite, its schema on PostgreSQL."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP SCHEMA IF EXISTS lean CASCADE")
            cursor.execute("CREATE SCHEMA lean")
    # Its own tables come last: they point to those of whoever signs in.
    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("ATTACH %s AS house", [house])
            house = "house"
        for table, rows in COPIED.items():
            cursor.execute(f"INSERT INTO {table} {rows.format(house=house)}")
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval('lean_followup_id_seq', (SELECT max(id) FROM lean_followup))")
        import_module("bench.lean.words").index_all()
        cursor.execute("ANALYZE")
    print(session_of_somebody())


def session_of_somebody() -> str:
    client = Client()
    client.force_login(get_user_model().objects.create_user("lean"))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.lean.settings"
    django.setup()
    main(sys.argv[1])
