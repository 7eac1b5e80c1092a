"""What Django needs to know of a connection that outlives a request: whether its file is still the one in its place.

Opened anew for every request, SQLite reads its schema and compiles each query anew. And how a writer waits for another.
"""

from contextlib import suppress
from pathlib import Path
from sqlite3 import SQLITE_BUSY, OperationalError
from time import monotonic
from typing import Any

from django.db.backends.sqlite3 import base

# Milliseconds that SQLite itself waits before it says that another writes. Left to wait for long it looks less and less
# often, last every 100 ms, so that whoever came late goes first and some wait until they are given up. Six processes
# that wrote for 20 ms each, 40 times: 95 of 100 waited .5 s instead of 1.3 s, the last 1.3 s instead of 3.5 s, and all
# were done in 7.8 s instead of 8.7 s (30 November 2026). Still shorter, the waiting itself takes the processor's time.
STEP = 50


class DatabaseWrapper(base.DatabaseWrapper):
    """After a backup was put in place of the file, the next request or piece of work opens that one."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.execute(f"PRAGMA busy_timeout = {STEP}")
        self.opened = self._file()
        return connection

    def create_cursor(self, name: str | None = None) -> "PatientCursor":
        cursor: PatientCursor = self.connection.cursor(factory=PatientCursor)
        cursor.seconds = self.settings_dict["OPTIONS"].get("timeout", 5)
        return cursor

    def close_if_unusable_or_obsolete(self) -> None:
        if self.connection is not None and not self.in_atomic_block and self.opened != self._file():
            self.close()
        super().close_if_unusable_or_obsolete()

    def _file(self) -> tuple[int, int] | None:
        with suppress(OSError):
            found = Path(self.settings_dict["NAME"]).stat()
            return found.st_dev, found.st_ino
        return None


class PatientCursor(base.SQLiteCursorWrapper):
    """Whoever finds another writing asks again at once, for as many seconds as a writer is given."""

    seconds: float

    def execute(self, query: str, params: Any = None) -> Any:
        until = monotonic() + self.seconds
        while True:
            try:
                return super().execute(query, params)
            except OperationalError as error:
                if error.sqlite_errorcode != SQLITE_BUSY or monotonic() > until:
                    raise

    def executemany(self, query: str, param_list: Any) -> Any:
        """Half of it may be written when another writes: outside a transaction SQLite waits in its own way."""
        if self.connection.in_transaction:
            return super().executemany(query, param_list)
        self.connection.execute(f"PRAGMA busy_timeout = {round(1000 * self.seconds)}")
        try:
            return super().executemany(query, param_list)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {STEP}")
