"""Grows the demo to a house of any size: the same rows each time, spread as in a house that is years old."""

from django.db import connection, transaction

from bench.growing.directory import grow_directory
from bench.growing.follow_ups import Follower
from bench.growing.house import House, read_house
from bench.growing.meetings import days_of_meetings, grow_meetings
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting

SEED = 2018
FOLLOW_UPS_A_MEETING = 10
SHARE_WITHOUT_MEETING = 0.03
MEETINGS_AT_ONCE = 1_000


def grow(to: int) -> None:
    """Add rows until there are `to` follow-ups, a tenth as many meetings, and a directory to match.

    The database holds the demo. Growing in steps gives other rows than growing at once.
    """
    standing = FollowUp.objects.count()
    grow_directory(read_house(SEED + standing), to)
    house = read_house(SEED + standing)
    days = days_of_meetings(house, (to - standing) // FOLLOW_UPS_A_MEETING)
    follower = Follower(house)
    while (missing := to - FollowUp.objects.count()) > 0:
        chunk, days = days[:MEETINGS_AT_ONCE], days[MEETINGS_AT_ONCE:]
        made = len(chunk) * FOLLOW_UPS_A_MEETING if days else missing
        with transaction.atomic():
            meetings = [meeting for meeting in grow_meetings(house, chunk) if not meeting.is_upcoming]
            follower.grow(spread(house, meetings, made))
    settle()


def spread(house: House, meetings: list[Meeting], follow_ups: int) -> list[Meeting | None]:
    """From which meeting each comes, in the order of the meetings; first those that come from none."""
    loose = [None for _number in range(follow_ups) if not meetings or house.chance(SHARE_WITHOUT_MEETING)]
    chosen = house.random.choices(meetings, k=follow_ups - len(loose)) if meetings else []
    return [*loose, *sorted(chosen, key=lambda meeting: meeting.pk)]


def settle() -> None:
    """PostgreSQL counts its rows by itself after a while; a bench does not wait."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
