"""Whether a database was there when somebody last tried. While it is not, one tries a second, and nobody else waits."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from threading import Lock
from time import monotonic

TRIED_AGAIN = 1.0  # seconds


class Reach:
    def __init__(self) -> None:
        self.lock = Lock()
        self.trouble: Exception | None = None
        self.next_try = 0.0

    @property
    def is_lost(self) -> bool:
        return self.trouble is not None

    @contextmanager
    def tried(self, among: type[Exception]) -> Iterator[None]:
        """Inside, the database is tried, unless it is away and somebody else just did: then their error is raised."""
        with self.lock:
            if self.trouble and monotonic() < self.next_try:
                raise among(str(self.trouble)) from self.trouble
            self.next_try = inf
        try:
            yield
            self.trouble = None
        except among as trouble:
            self.trouble = trouble
            raise
        finally:
            self.next_try = monotonic() + TRIED_AGAIN
