"""Grows follow-ups: from meetings, with the words they come from, the mandates they implement and their history."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any

from bench.growing import words
from bench.growing.house import House, entry
from bench.growing.lives import Life, live
from bench.growing.meetings import YEARS, grow_records
from bench.growing.writing import Row, next_key, write
from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.follow_ups.models import FollowUp, Kind, ReferenceYear
from tracker.history.models import Entry
from tracker.mandates.implementation_model import Implementation
from tracker.meetings.models import Meeting

SHARE_WITH_RECORD = 0.4
SHARE_RESTRICTED = 0.005
SHARE_REMOVED = 0.003
BUSY_ACTIVE = 40


@dataclass
class Follower:
    """Makes follow-ups one after the other: what each takes from those before it, of which so many are `standing`."""

    house: House
    standing: int
    lasts: dict[int, int] = field(default_factory=lambda: dict(ReferenceYear.objects.values_list("year", "last")))
    busy_active: int = 0

    def __post_init__(self) -> None:
        self.made = count(self.standing)
        self.busy_active = FollowUp.objects.active().owned_by(self.house.busy).count()

    def grow(self, meetings: list[Meeting | None]) -> None:
        """One follow-up for each of `meetings`; None is one that came from no meeting."""
        house = self.house
        kinds = [house.random.choice(Kind.values) for _meeting in meetings]
        titles = [words.follow_up_title(house.random, kind, next(self.made)) for kind in kinds]
        passages = self._passages(meetings, titles)
        rows, entries = list[Row](), list[Row]()
        for key, meeting, kind, title in zip(count(next_key(FollowUp)), meetings, kinds, titles, strict=False):
            logged = meeting.held_on if meeting else house.today - timedelta(days=house.random.randrange(YEARS * 365))
            life = live(house, kind, logged)
            of_meeting = passages.get(meeting.pk) if meeting else None
            passage = of_meeting.pop(0) if of_meeting else None
            said = {"id": key, "kind": kind, "title": title, "passage_id": passage}
            row = {**life.values, **self._values(life, meeting, logged), **said}
            rows.append(row)
            entries += self._told(row, logged, life)
        write(FollowUp, rows)
        FollowUp.words.write(SimpleNamespace(**row) for row in rows)
        # In the order in which it happened, as the keys of a grown house are.
        write(Entry, sorted(entries, key=lambda each: each["at"]))
        write(Implementation, self._implementations(rows))
        self._keep_numbers()

    def _passages(self, meetings: list[Meeting | None], titles: list[str]) -> dict[int, list[int]]:
        quotes: dict[Meeting, list[str]] = {}
        with_record: dict[int, bool] = {}
        for meeting, title in zip(meetings, titles, strict=True):
            if meeting and with_record.setdefault(meeting.pk, self.house.chance(SHARE_WITH_RECORD)):
                quotes.setdefault(meeting, []).append(title[0].lower() + title[1:])
        return grow_records(self.house, quotes)

    def _values(self, life: Life, meeting: Meeting | None, logged: date) -> dict[str, Any]:
        house = self.house
        partner = house.partner().pk if house.chance(0.75) else None
        self.lasts[logged.year] = number = self.lasts.get(logged.year, 0) + 1
        deeds = [day for day, _verb, _changes in life.deeds]
        return {
            "reference": f"F-{logged.year}-{number:03}",
            "detail": " ".join(house.random.sample(words.SENTENCES, 2)) if house.chance(0.3) else "",
            "strength": house.random.choices(("agreed", "offered", "exploratory"), (70, 20, 10))[0],
            "priority": house.random.choices((1, 2, 3, 4, None), (5, 15, 30, 10, 40))[0],
            "owed_by": "partner" if partner and house.chance(0.2) else "us",
            "owner_id": self._owner(life),
            "unit_id": house.random.choice(house.units).pk if house.chance(0.9) else None,
            "partner_id": partner,
            "meeting_id": meeting.pk if meeting else None,
            "entered_on": logged,
            "classification": RESTRICTED if house.chance(SHARE_RESTRICTED) else GENERAL,
            "recorder_id": meeting.recorder_id if meeting else house.random.choice(house.recorders).pk,
            "version": 1 + len(deeds),
            "updated_at": house.moment(max([logged, *deeds])),
            "removed_at": house.moment(house.today) if house.chance(SHARE_REMOVED) else None,
        }

    def _owner(self, life: Life) -> int | None:
        house = self.house
        if life.values.get("ended_on") is None and self.busy_active < BUSY_ACTIVE and house.chance(0.7):
            self.busy_active += 1
            return house.busy.pk
        if life.values.get("ended_on") and house.chance(0.01):
            return house.busy.pk
        return house.random.choice(house.owners).pk if house.chance(0.85) else None

    def _implementations(self, rows: list[Row]) -> Iterator[Row]:
        for row in rows:
            if self.house.chance(0.3):
                mandate = self.house.random.choice(self.house.mandates)
                paragraph = self.house.random.choice([None, *mandate.paragraphs.all()])
                yield {
                    "follow_up_id": row["id"],
                    "mandate_id": mandate.pk,
                    "paragraph_id": paragraph.pk if paragraph else None,
                }

    def _told(self, row: Row, logged: date, life: Life) -> Iterator[Row]:
        """Its history."""
        house, key, recorder = self.house, row["id"], row["recorder_id"]
        yield entry(FollowUp, key, "added", recorder, house.moment(logged), 1)
        for version, (on, verb, changes) in enumerate(life.deeds, 2):
            by = recorder if house.chance(0.5) else house.random.choice(house.recorders).pk
            at = row["updated_at"] if version == row["version"] else house.moment(on)
            yield entry(FollowUp, key, verb, by, at, version, **changes)

    def _keep_numbers(self) -> None:
        years = [ReferenceYear(year=year, last=last) for year, last in self.lasts.items()]
        ReferenceYear.objects.bulk_create(years, update_conflicts=True, unique_fields=["year"], update_fields=["last"])
