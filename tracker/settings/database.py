"""Where everything is kept: the database, what is remembered for a while, and the queue of the worker."""

from tracker.settings.environment import TESTING, VAR, env
from tracker.setup.database_url import database

DATABASES = {"default": database(env.str("DATABASE_URL", f"sqlite:///{VAR / 'db.sqlite3'}"), testing=TESTING)}
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
