"""Where everything is kept: the database, what is remembered for a while, and the queue of the worker."""

from tracker.settings.environment import TESTING, VAR, env
from tracker.setup.cache_url import caches
from tracker.setup.database_url import database
from tracker.setup.replica_url import replica

DATABASES = {"default": database(env.str("DATABASE_URL", f"sqlite:///{VAR / 'db.sqlite3'}"), testing=TESTING)}
# A streaming replica of it, from which lists, what is found and reports are read.
if env.str("DATABASE_REPLICA_URL", "") and not TESTING:
    DATABASES["replica"] = replica(env.str("DATABASE_REPLICA_URL"))
    DATABASE_ROUTERS = ["tracker.databases.router.Router"]
# A Valkey or Redis that all machines share, such as redis://cache.example.org/0; the database without one.
CACHES = caches(env.str("CACHE_URL", ""))

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
