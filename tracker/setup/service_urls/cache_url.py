"""What is remembered for a while: in the database and in each process, or in the Valkey or Redis of `CACHE_URL`."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

# Seconds until a cache that does not answer counts as away.
PATIENCE = 1


def caches(url: str, own: dict[str, Any]) -> dict[str, Any]:
    """Django's settings for `redis://[user:password@]host[:port]/number`; rediss:// is TLS, unix:// a socket.

    `own` are those of a house without one; its table remembers while the cache is away.
    """
    if not url:
        return own
    if url.partition("://")[0] not in {"redis", "rediss", "unix"}:
        raise ImproperlyConfigured("CACHE_URL is empty or begins with redis://, rediss:// or unix://.")
    shared = {"BACKEND": "tracker.databases.shared_cache.SharedCache", "LOCATION": url}
    options = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
    return {
        "default": {**shared, "KEY_PREFIX": "suivi", "OPTIONS": {**options}},
        "memory": {**shared, "KEY_PREFIX": "suivi-minute", "TIMEOUT": 60, "OPTIONS": {**options}},
        "meanwhile": own["default"],
    }
