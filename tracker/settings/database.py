"""Where everything is kept: the database, what is remembered for a while, and the queue of the worker."""

from tracker.settings.environment import TESTING, VAR, env
from tracker.settings.processes import WEB_THREADS
from tracker.setup.cache_url import caches
from tracker.setup.database_url import THREADS, Pooled, database
from tracker.setup.replica_url import replica

# Connections that a process keeps to PostgreSQL, at most; 0 keeps none, as behind a pooler.
POOLED = Pooled(
    size=env.int("DATABASE_POOL", WEB_THREADS or THREADS), looked_at=env.bool("DATABASE_HEALTH_CHECKS", True)
)
DATABASES = {
    "default": database(env.str("DATABASE_URL", f"sqlite:///{VAR / 'db.sqlite3'}"), testing=TESTING, pooled=POOLED)
}
# A streaming replica of it, from which lists, what is found and reports are read.
if env.str("DATABASE_REPLICA_URL", "") and not TESTING:
    DATABASES["replica"] = replica(env.str("DATABASE_REPLICA_URL"), pooled=POOLED)
    DATABASE_ROUTERS = ["tracker.databases.router.Router"]
# For pages on PostgreSQL: how long a statement may take, and a transaction wait for the next one; 0 for ever.
STATEMENT_SECONDS = env.int("STATEMENT_SECONDS", 30)
IDLE_SECONDS = env.int("IDLE_SECONDS", 60)
# A Valkey or Redis that all machines share, such as redis://cache.example.org/0; the database without one.
CACHES = caches(env.str("CACHE_URL", ""))

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
