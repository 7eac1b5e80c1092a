"""Django's PostgreSQL, told within a second that the database is away: a pool alone lets each request wait for it."""

from collections import defaultdict
from time import monotonic
from typing import Any

from django.db.backends.postgresql import base

from tracker.setup.postgresql.reach import Reach

# Seconds that somebody waits for a connection while the database is there: all of the pool's may be in use.
PATIENCE = 10


class DatabaseWrapper(base.DatabaseWrapper):
    """With a pool, a database that cannot be reached is found out by a connection beside it."""

    reaches: defaultdict[str, Reach] = defaultdict(Reach)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        reach = self.reaches[self.alias]
        with reach.tried(self.Database.OperationalError):
            if not self.pool:
                return super().get_new_connection(conn_params)
            if reach.is_lost:
                self.find_out(conn_params)
            return self.from_pool(conn_params)

    def from_pool(self, conn_params: dict[str, Any]) -> Any:
        """Raises OperationalError when the database is away, or every connection was in use for too long."""
        until = monotonic() + PATIENCE
        while True:
            try:
                return super().get_new_connection(conn_params)
            except self.Database.OperationalError:
                self.find_out(conn_params)
                if monotonic() > until:
                    raise

    def find_out(self, conn_params: dict[str, Any]) -> None:
        """Raises OperationalError unless it can be reached. What the pool still has from before is looked through."""
        self.Database.connect(**conn_params).close()
        if self.pool:
            self.pool.open()
            self.pool.check()
