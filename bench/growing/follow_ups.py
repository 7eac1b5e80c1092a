"""Grows follow-ups: from meetings, with the words they come from, the mandates they implement and their history."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

from bench.growing import words
from bench.growing.house import House, entry
from bench.growing.lives import Life, live
from bench.growing.meetings import YEARS, grow_records
from tracker.accounts.classification import GENERAL, RESTRICTED
from tracker.follow_ups.models import FollowUp, Implementation, Kind, ReferenceYear
from tracker.history.models import Entry
from tracker.meetings.models import Meeting

SHARE_WITH_RECORD = 0.4
SHARE_RESTRICTED = 0.005
SHARE_REMOVED = 0.003
BUSY_ACTIVE = 40


@dataclass
class Follower:
    """Makes follow-ups one after the other: what each takes from those before it."""

    house: House
    made: Iterator[int] = field(default_factory=count)
    lasts: dict[int, int] = field(default_factory=lambda: dict(ReferenceYear.objects.values_list("year", "last")))
    busy_active: int = 0

    def __post_init__(self) -> None:
        self.busy_active = FollowUp.objects.active().owned_by(self.house.busy).count()

    def grow(self, meetings: list[Meeting | None]) -> None:
        """One follow-up for each of `meetings`; None is one that came from no meeting."""
        house = self.house
        kinds = [house.random.choice(Kind.values) for _meeting in meetings]
        titles = [words.follow_up_title(house.random, kind, next(self.made)) for kind in kinds]
        passages = self._passages(meetings, titles)
        lives, rows = [], []
        for meeting, kind, title in zip(meetings, kinds, titles, strict=True):
            logged = meeting.held_on if meeting else house.today - timedelta(days=house.random.randrange(YEARS * 365))
            life = live(house, kind, logged)
            lives.append((logged, life))
            passage = passages[meeting].pop(0) if meeting and passages.get(meeting) else None
            rows.append(
                FollowUp(**life.values, **self._values(life, meeting, logged), kind=kind, title=title, passage=passage)
            )
        with clock_stopped():
            FollowUp.objects.bulk_create(rows, batch_size=2_000)
        self._implement(rows)
        self._tell(rows, lives)
        self._keep_numbers()

    def _passages(self, meetings: list[Meeting | None], titles: list[str]) -> dict[Meeting, Any]:
        quotes: dict[Meeting, list[str]] = {}
        with_record: dict[int, bool] = {}
        for meeting, title in zip(meetings, titles, strict=True):
            if meeting and with_record.setdefault(meeting.pk, self.house.chance(SHARE_WITH_RECORD)):
                quotes.setdefault(meeting, []).append(title[0].lower() + title[1:])
        return grow_records(self.house, quotes)

    def _values(self, life: Life, meeting: Meeting | None, logged: date) -> dict[str, Any]:
        house = self.house
        partner = house.partner() if house.chance(0.75) else None
        self.lasts[logged.year] = number = self.lasts.get(logged.year, 0) + 1
        deeds = [day for day, _verb, _changes in life.deeds]
        return {
            "reference": f"F-{logged.year}-{number:03}",
            "detail": " ".join(house.random.sample(words.SENTENCES, 2)) if house.chance(0.3) else "",
            "strength": house.random.choices(("agreed", "offered", "exploratory"), (70, 20, 10))[0],
            "owed_by": "partner" if partner and house.chance(0.2) else "us",
            "owner": self._owner(life),
            "unit": house.random.choice(house.units) if house.chance(0.9) else None,
            "partner": partner,
            "meeting": meeting,
            "classification": RESTRICTED if house.chance(SHARE_RESTRICTED) else GENERAL,
            "recorder": meeting.recorder if meeting else house.random.choice(house.recorders),
            "version": 1 + len(deeds),
            "updated_at": house.moment(max([logged, *deeds])),
            "removed_at": house.moment(house.today) if house.chance(SHARE_REMOVED) else None,
        }

    def _owner(self, life: Life) -> Any:
        house = self.house
        if life.values.get("ended_on") is None and self.busy_active < BUSY_ACTIVE and house.chance(0.7):
            self.busy_active += 1
            return house.busy
        if life.values.get("ended_on") and house.chance(0.01):
            return house.busy
        return house.random.choice(house.owners) if house.chance(0.85) else None

    def _implement(self, rows: list[FollowUp]) -> None:
        implementations = []
        for row in rows:
            if self.house.chance(0.3):
                mandate = self.house.random.choice(self.house.mandates)
                paragraphs = [None, *mandate.paragraphs.all()]
                implementations.append(
                    Implementation(follow_up=row, mandate=mandate, paragraph=self.house.random.choice(paragraphs))
                )
        Implementation.objects.bulk_create(implementations)

    def _tell(self, rows: list[FollowUp], lives: list[tuple[date, Life]]) -> None:
        """The history, in the order in which it happened, as the keys of a grown house are."""
        house, entries = self.house, []
        for row, (logged, life) in zip(rows, lives, strict=True):
            entries.append(entry(row, "added", row.recorder, house.moment(logged), 1))
            for version, (on, verb, changes) in enumerate(life.deeds, 2):
                by = row.recorder if house.chance(0.5) else house.random.choice(house.recorders)
                entries.append(
                    entry(
                        row,
                        verb,
                        by,
                        row.updated_at if version == row.version else house.moment(on),
                        version,
                        **changes,
                    )
                )
        Entry.objects.bulk_create(sorted(entries, key=lambda each: each.at), batch_size=5_000)

    def _keep_numbers(self) -> None:
        years = [ReferenceYear(year=year, last=last) for year, last in self.lasts.items()]
        ReferenceYear.objects.bulk_create(years, update_conflicts=True, unique_fields=["year"], update_fields=["last"])


@contextmanager
def clock_stopped() -> Iterator[None]:
    """Inside, `updated_at` is what it is set to, not the time of saving."""
    column: Any = FollowUp._meta.get_field("updated_at")
    column.auto_now = False
    try:
        yield
    finally:
        column.auto_now = True
