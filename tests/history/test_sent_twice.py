"""What is said to have been sent twice."""

from datetime import UTC, datetime, timedelta

import pytest

from tracker.accounts.models import User
from tracker.history.models import Entry
from tracker.history.once import is_sent_twice

pytestmark = pytest.mark.one_database

NOW = datetime(2018, 5, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("verb", "note", "by", "minutes", "is_twice"),
    [
        ("noted", "They rang.", 7, 0, True),
        ("noted", "They rang.", 7, 59, True),
        ("noted", "They rang.", 7, 60, False),
        ("noted", "They rang.", 7, -59, True),
        ("noted", "They rang.", 7, -60, False),
        ("noted", "They rang", 7, 0, False),
        ("edited", "They rang.", 7, 0, False),
        ("noted", "They rang.", 8, 0, False),
    ],
)
def test_the_very_same_within_an_hour_is_sent_twice(
    verb: str, note: str, by: int, minutes: int, is_twice: bool
) -> None:
    last = Entry(verb="noted", note="They rang.", by_id=7, at=NOW)
    at = NOW + timedelta(minutes=minutes)
    assert is_sent_twice(last, verb, note, by=User(pk=by), at=at) is is_twice
    assert is_sent_twice(None, verb, note, by=User(pk=by), at=at) is False
