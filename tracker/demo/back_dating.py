"""What is told was done on its day, not on the day of loading."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest import mock

from django.utils import timezone


@contextmanager
def back_dated(at: datetime) -> Iterator[None]:
    """All that is done inside is done at `at`: whoever reads the clock, reads that."""
    with mock.patch.object(timezone, "now", return_value=at):
        yield
