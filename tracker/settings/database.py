"""Where everything is kept: the database, what is remembered for a while, and the queue of the worker."""

from tracker.settings.environment import TESTING, VAR, env
from tracker.settings.processes import WEB_THREADS
from tracker.setup.service_urls.database_url import THREADS, Pooled, database

# Connections that a process keeps to PostgreSQL, at most; 0 keeps none, as behind a pooler.
POOLED = Pooled(
    size=env.int("DATABASE_POOL", WEB_THREADS or THREADS), looked_at=env.bool("DATABASE_HEALTH_CHECKS", True)
)
DATABASES = {
    "default": database(env.str("DATABASE_URL", f"sqlite:///{VAR / 'db.sqlite3'}"), testing=TESTING, pooled=POOLED)
}
# For pages on PostgreSQL: how long a statement may take, and a transaction wait for the next one; 0 for ever.
STATEMENT_SECONDS = env.int("STATEMENT_SECONDS", 30)
IDLE_SECONDS = env.int("IDLE_SECONDS", 60)
CACHES = {
    # Deeds are counted in both: with Django's 300 entries, whoever made so many would make it forget the others'.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    "memory": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": 60,
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    },
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
