"""What ends a command and is no fault of ours, in one sentence for whoever runs it."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError, ProgrammingError

NO_TABLES = (
    "There is no house where this looked ({where}), or one of an older Suivi: {reason}. Set SUIVI_DATA and "
    "DATABASE_URL as they are set where Suivi runs, or make the tables by python3 manage.py migrate --wait."
)
DAMAGED = "The file of the database is damaged ({reason}): restore a backup into a new folder, see docs/running.md."
AWAY = "The database cannot be used: check DATABASE_URL ({reason})."
# In the words of SQLite and of PostgreSQL.
ABSENT = ("no such table", "does not exist")
BROKEN = ("file is not a database", "malformed")
UNREACHED = ("unable to open", "connection", "resolve host", "No database")


def said_of(error: Exception) -> str:
    """ "" where it is a fault of ours: its trace is wanted."""
    if isinstance(error, ImproperlyConfigured):
        return str(error)
    reason = str(error).partition("\n")[0]
    if isinstance(error, OperationalError | ProgrammingError) and any(each in reason for each in ABSENT):
        return NO_TABLES.format(where=_where(), reason=reason)
    if isinstance(error, DatabaseError) and any(each in reason for each in BROKEN):
        return DAMAGED.format(reason=reason)
    if isinstance(error, OperationalError) and any(each in reason for each in UNREACHED):
        return AWAY.format(reason=reason)
    return ""


def _where() -> str:
    """Never with a password."""
    database = settings.DATABASES["default"]
    return f"{database['HOST']}/{database['NAME']}" if database.get("HOST") else str(database["NAME"])
