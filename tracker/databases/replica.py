"""The replica: whether it has all that was done, how far it lags, and a rest from it when it does not answer.

A page is read from it only when it has replayed all that the primary had acknowledged when the page was asked for: one
position in the write-ahead log is compared with another. So everybody finds what they have just written, and nobody
sees what somebody closed a moment ago; a bound of some seconds would let them.
"""

import logging
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any

from django.db import DatabaseError, connections

from tracker.databases.reading import PRIMARY, REPLICA

log = logging.getLogger(__name__)

# A page waits so many seconds for it to catch up, looking this often; then it is read from the primary.
PATIENCE, BETWEEN = 0.02, 0.004
# Where it cannot be reached it is let be for so long, by this process.
REST = 10.0
# Whoever looks after the house is told of a replica that lags once in so many seconds, by each process.
TOLD_EVERY = 60.0
ACKNOWLEDGED = "SELECT pg_current_wal_flush_lsn()"
HAS = "SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= %s::pg_lsn"
BEHIND = """SELECT pg_wal_lsn_diff(%s::pg_lsn, pg_last_wal_replay_lsn()),
    extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())"""


@dataclass(frozen=True, slots=True)
class Lag:
    """`size` in bytes of the write-ahead log; `seconds` since the last deed that it has, 0 with none missing."""

    size: int
    seconds: float


class Replica:
    """As this process knows it."""

    def __init__(self) -> None:
        self.rests_until = self.told_at = 0.0

    def has_all(self) -> bool:
        """Whether what was acknowledged until now can be read there. Waits a little for it."""
        if monotonic() < self.rests_until:
            return False
        try:
            position = _asked(PRIMARY, ACKNOWLEDGED)
        except DatabaseError:
            # The page itself says what is wrong with the primary.
            return False
        until = monotonic() + PATIENCE
        try:
            while not (has := bool(_asked(REPLICA, HAS, position))) and monotonic() < until:
                sleep(BETWEEN)
        except DatabaseError as error:
            self.rest(error)
            return False
        if not has:
            self._tell("The replica lags; pages are read from the primary meanwhile.")
        return has

    def rest(self, error: Exception) -> None:
        """It failed: ask nothing of it for a while."""
        connections[REPLICA].close()
        self.rests_until = monotonic() + REST
        self._tell("The replica does not answer; pages are read from the primary meanwhile: %s", error)

    def _tell(self, words: str, *values: object) -> None:
        if monotonic() - self.told_at > TOLD_EVERY or not self.told_at:
            self.told_at = monotonic()
            log.warning(words, *values)


replica = Replica()


def lag() -> Lag | None:
    """How far it is behind; None where it is away, is no replica any more, or the primary does not answer."""
    try:
        position = _asked(PRIMARY, ACKNOWLEDGED)
        if _asked(REPLICA, HAS, position):
            return Lag(0, 0.0)
        with connections[REPLICA].cursor() as cursor:
            cursor.execute(BEHIND, [position])
            size, seconds = cursor.fetchone()
    except DatabaseError:
        return None
    return None if size is None else Lag(int(size), float(seconds or 0))


def _asked(alias: str, sql: str, *values: Any) -> Any:
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]
