"""All that a briefing note tells of, as rows: what both who makes it and who reads it may see, and nothing else."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from tracker.briefings.asked import Asked
from tracker.briefings.gather import around, owed
from tracker.briefings.gather.found import Found
from tracker.needs.coverage import Coverage

# What is new since we last met; of whom we never met, since so long ago.
LATELY = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Gathered:
    """`since` is the day from which something is news to them."""

    asked: Asked
    since: date
    posts: Found
    met: around.Met
    heaps: dict[str, Found]
    bars: dict[int, list[Coverage]]
    pledges: Found
    agreements: Found
    ended: Found

    @classmethod
    def of(cls, asked: Asked) -> Self:
        rows = owed.follow_ups(asked)
        met, heaps = around.meetings(asked), owed.open_heaps(rows, asked.today)
        since = met.last[0].held_on if met.last else asked.today - LATELY
        return cls(
            asked,
            since,
            around.posts(asked),
            met,
            heaps,
            around.coverage(asked, heaps[owed.PENDING].rows),
            around.pledges(asked),
            around.ending_agreements(asked, since),
            owed.ended_since(rows, since),
        )
