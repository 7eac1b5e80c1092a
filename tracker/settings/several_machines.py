"""What several machines share: a replica to read from, and what is remembered for a while."""

from tracker.settings.database import CACHES as OWN_CACHES
from tracker.settings.database import DATABASES, POOLED
from tracker.settings.environment import TESTING, env
from tracker.setup.service_urls.cache_url import caches
from tracker.setup.service_urls.replica_url import replica

# A streaming replica of the database, from which lists, what is found and reports are read.
if env.str("DATABASE_REPLICA_URL", "") and not TESTING:
    DATABASES["replica"] = replica(env.str("DATABASE_REPLICA_URL"), pooled=POOLED)
    DATABASE_ROUTERS = ["tracker.databases.router.Router"]
# A Valkey or Redis, such as redis://cache.example.org/0; the database and each process remember without one.
CACHES = caches(env.str("CACHE_URL", ""), OWN_CACHES)
