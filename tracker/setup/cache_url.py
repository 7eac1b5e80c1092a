"""What is remembered for a while: in the database and in each process, or in the Valkey or Redis of `CACHE_URL`."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

# Deeds are counted in both: with Django's 300 entries, whoever made so many would make it forget the others'.
IN_DATABASE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "cache",
    "OPTIONS": {"MAX_ENTRIES": 50_000},
}
# A minute in a process of its own: how often somebody searched, and which lists are long.
IN_PROCESS = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "TIMEOUT": 60,
    "OPTIONS": {"MAX_ENTRIES": 5_000},
}
# Seconds until a cache that does not answer counts as away.
PATIENCE = 1


def caches(url: str) -> dict[str, Any]:
    """Django's settings for `redis://[user:password@]host[:port]/number`; rediss:// is TLS, unix:// a socket."""
    if not url:
        return {"default": IN_DATABASE, "memory": IN_PROCESS}
    if url.partition("://")[0] not in {"redis", "rediss", "unix"}:
        raise ImproperlyConfigured("CACHE_URL is empty or begins with redis://, rediss:// or unix://.")
    shared = {"BACKEND": "tracker.databases.shared_cache.SharedCache", "LOCATION": url}
    options = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
    return {
        "default": {**shared, "KEY_PREFIX": "suivi", "OPTIONS": {**options}},
        "memory": {**shared, "KEY_PREFIX": "suivi-minute", "TIMEOUT": 60, "OPTIONS": {**options}},
        "meanwhile": IN_DATABASE,
    }
