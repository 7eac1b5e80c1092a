"""Grows the demo to a house of any size: the same rows each time, spread as in a house that is years old."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import batched

from django.db import connection, transaction

from bench.growing.directory import grow_directory
from bench.growing.follow_ups import Follower
from bench.growing.house import House, read_house
from bench.growing.meetings import days_of_meetings, grow_meetings
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting

SEED = 2018
FOLLOW_UPS_A_MEETING = 10
MOST_MEETINGS = 10_000
SHARE_WITHOUT_MEETING = 0.03
AT_ONCE = 10_000


class Growth:
    """What was grown in the steps before. The database held nothing but the demo."""

    def __init__(self) -> None:
        self.meetings: list[Meeting] = []

    def to(self, follow_ups: int) -> None:
        """Add rows until there are so many follow-ups, a tenth as many meetings, and a directory to match.

        Growing in steps gives other rows than growing at once.
        """
        standing = FollowUp.objects.count()
        missing = follow_ups - standing
        grow_directory(read_house(SEED + standing), follow_ups)
        house = read_house(SEED + standing)
        self._grow_meetings(house, min(missing // FOLLOW_UPS_A_MEETING, MOST_MEETINGS - Meeting.objects.count()))
        follower = Follower(house, standing)
        for meetings in spread(house, [each for each in self.meetings if not each.is_upcoming], missing):
            with transaction.atomic():
                follower.grow(meetings)
        settle()

    def _grow_meetings(self, house: House, number: int) -> None:
        with transaction.atomic():
            self.meetings += grow_meetings(house, days_of_meetings(house, number))
        self.meetings.sort(key=lambda meeting: (meeting.held_on, meeting.pk))


def spread(house: House, meetings: list[Meeting], follow_ups: int) -> Iterator[list[Meeting | None]]:
    """From which meeting each comes, some at once, in the order of the meetings; first those that come from none."""
    loose = sum(not meetings or house.chance(SHARE_WITHOUT_MEETING) for _number in range(follow_ups))
    for some in batched([None] * loose, AT_ONCE):
        yield list(some)
    counts = Counter(house.random.choices(range(len(meetings)), k=follow_ups - loose)) if meetings else {}
    many = max(len(meetings) * AT_ONCE // follow_ups, 1)
    for places in batched(range(len(meetings)), many):
        yield [meetings[place] for place in places for _number in range(counts[place])]


@contextmanager
def in_haste() -> Iterator[None]:
    """Inside, SQLite does not wait for the disk: what grows is thrown away anyhow."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("PRAGMA cache_size=-1000000")
    try:
        yield
    finally:
        connection.close()


def settle() -> None:
    """PostgreSQL counts its rows and tidies its indexes by itself after a while; a bench does not wait."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")
