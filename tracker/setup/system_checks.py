"""What Django cannot know: whether SQLite's pragmas took effect, and that mail without a server is only printed."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info
from django.core.checks import Warning as Mind
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from tracker.setup.mail_server import sends_mail

# What each guards against, measured: NORMAL loses acknowledged commits at a power cut; without secure_delete what was
# erased stays in the file.
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
HINT = "Keep the options of service_urls/database_url.py, and a local disk: SQLite shares no memory over a network."


def check_sqlite(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Run by `check --database default` and before every migration."""
    found = [connections[alias] for alias in databases or () if connections[alias].vendor == "sqlite"]
    return [complaint for connection in found for complaint in complaints(connection)]


def complaints(connection: BaseDatabaseWrapper) -> Iterator[CheckMessage]:
    in_memory = connection.is_in_memory_db()  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        for name, wanted in PRAGMAS.items():
            value = cursor.execute(f"PRAGMA {name}").fetchone()[0]
            # A database in memory has no journal to keep.
            if value != wanted and not (in_memory and name == "journal_mode"):
                yield Error(f"SQLite runs with {name}={value} instead of {wanted}.", hint=HINT, id="setup.E001")
    if connection.transaction_mode != "IMMEDIATE":  # type: ignore[attr-defined]
        yield Error("SQLite's transactions are not IMMEDIATE: writers fail each other.", hint=HINT, id="setup.E002")


def check_replica(**kwargs: Any) -> list[CheckMessage]:
    """Said at every start: nothing else would tell that nobody reads from it."""
    if "replica" not in settings.DATABASES or settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return []
    hint = "Name the primary in DATABASE_URL, as postgres://..., or leave DATABASE_REPLICA_URL out."
    words = "DATABASE_REPLICA_URL is not used: DATABASE_URL names SQLite, which has no replica."
    return [Mind(words, hint=hint, id="setup.W001")]


def check_country(**kwargs: Any) -> list[CheckMessage]:
    """The library is slow to load, and is so only for a house that has a country."""
    if not settings.COUNTRY:
        return []
    from holidays import list_supported_countries  # noqa: PLC0415

    if settings.COUNTRY in list_supported_countries(include_aliases=False):
        return []
    return [Error(f"COUNTRY={settings.COUNTRY} is no code of a country.", hint="Such as BE or CH.", id="setup.E003")]


def check_addresses(**kwargs: Any) -> list[CheckMessage]:
    """Said at every start: otherwise whoever opens a page, or follows a link in a mail, is the first to find out."""
    found: list[CheckMessage] = []
    if any("/" in host for host in settings.ALLOWED_HOSTS):
        hint = "Such as suivi.example.org, without https://."
        found.append(Mind("ALLOWED_HOSTS holds the names of hosts alone.", hint=hint, id="setup.W002"))
    site = urlsplit(settings.SITE_ADDRESS)
    if site.scheme not in ("http", "https") or not re.match(r"[^*.]", site.netloc):
        words, hint = "Links in mails lead nowhere: SITE_ADDRESS is {}.", "Set it, such as https://suivi.example.org."
        found.append(Mind(words.format(settings.SITE_ADDRESS), hint=hint, id="setup.W003"))
    return found


def check_scanner(**kwargs: Any) -> list[CheckMessage]:
    host, _colon, port = settings.VIRUS_SCANNER.rpartition(":")
    if not settings.VIRUS_SCANNER or (host and port.isdecimal()):
        return []
    return [Error("VIRUS_SCANNER is a host and a port, such as 127.0.0.1:3310.", id="setup.E005")]


def check_mail(**kwargs: Any) -> list[CheckMessage]:
    """Run by `check --deploy`: a small house may do without a mail server, but should know."""
    if sends_mail():
        return []
    return [Info("Mail is printed to the console, not sent.", hint="Set EMAIL_URL.", id="setup.I001")]


def check_model(**kwargs: Any) -> list[CheckMessage]:
    """Texts and the key go to this address: it is one of the web, and other machines are spoken to in secret."""
    address = urlsplit(settings.MODEL_ADDRESS)
    if not settings.MODEL_ADDRESS or address.scheme == "https":
        return []
    if address.scheme == "http" and address.hostname in ("localhost", "127.0.0.1", "::1"):
        return []
    return [Error("MODEL_ADDRESS begins with https://, or is http:// on this machine.", id="setup.E004")]
