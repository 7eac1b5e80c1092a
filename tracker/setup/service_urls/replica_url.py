"""The streaming replica that `DATABASE_REPLICA_URL` names: pages are read from it, nothing is ever written to it."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from tracker.setup.service_urls.database_url import database

# Seconds, and milliseconds: the primary answers as well, so that a replica that is away is not waited for long.
GIVEN_UP = {"connect_timeout": 2, "tcp_user_timeout": 3_000}


def replica(url: str, **how: Any) -> dict[str, Any]:
    """Django's settings for `url`; `how` as for the primary."""
    found = database(url, name="DATABASE_REPLICA_URL", **how)
    if not found["ENGINE"].endswith("postgresql"):
        raise ImproperlyConfigured("DATABASE_REPLICA_URL names a PostgreSQL database, as postgres://...")
    return {**found, "OPTIONS": {**found["OPTIONS"], **GIVEN_UP}, "TEST": {"MIRROR": "default"}}
