"""Grows meetings: who took part, and for some of them the record that their follow-ups come from."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import count

from bench.growing import words
from bench.growing.house import House, entry
from bench.growing.writing import Row, next_key, write
from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.history.models import Entry
from tracker.meetings.models import Meeting, Participation
from tracker.records.models import Passage, Record, Version
from tracker.records.passage_anchors import select

YEARS = 12
SHARE_RESTRICTED = 0.03
SHARE_AHEAD = 0.005


def grow_meetings(house: House, days: Iterable[date]) -> list[Meeting]:
    """A meeting a day of `days`, with participants and its first entry."""
    meetings = Meeting.objects.bulk_create([_meeting(house, day) for day in days])
    Participation.objects.bulk_create(seat for meeting in meetings for seat in _seats(house, meeting))
    write(
        Entry,
        (
            entry(Meeting, meeting.pk, "added", meeting.recorder_id, house.moment(min(meeting.held_on, house.today)), 1)
            for meeting in meetings
        ),
    )
    return meetings


def days_of_meetings(house: House, count: int) -> list[date]:
    """Spread over the past years, with a few to come, in their order."""
    span = YEARS * 365
    chosen = [
        house.today
        + timedelta(days=house.random.randint(1, 60) if house.chance(SHARE_AHEAD) else -house.random.randrange(span))
        for _number in range(count)
    ]
    return sorted(chosen)


def _meeting(house: House, day: date) -> Meeting:
    kind = house.random.choice(list(words.MEETINGS))
    return Meeting(
        title=f"{words.MEETINGS[kind]} {house.partner()}"[:250],
        kind=kind,
        held_on=day,
        place=house.random.choice(words.PLACES),
        recorder=house.random.choice(house.recorders),
        classification=RESTRICTED if house.chance(SHARE_RESTRICTED) else GENERAL,
    )


def _seats(house: House, meeting: Meeting) -> list[Participation]:
    posts = house.random.sample(house.posts, house.random.randint(2, 6))
    return [
        Participation(meeting=meeting, person=post.person, organisation=post.organisation, title=post.title)
        for post in {post.person_id: post for post in posts}.values()
    ]


def grow_records(house: House, quotes: dict[Meeting, list[str]]) -> dict[int, list[int]]:
    """A record a meeting, in which each of its quotes stands in a sentence: by meeting the keys of the passages."""
    records = Record.objects.bulk_create([Record(meeting=meeting, kind="minutes") for meeting in quotes])
    versions = Version.objects.bulk_create([_version(house, record, quotes[record.meeting]) for record in records])
    write(Entry, (entry(Record, each.record_id, "added", each.by_id, each.at, 1) for each in versions))
    keys = count(next_key(Passage))
    passages = {each.record.meeting_id: _passages(each, quotes[each.record.meeting], keys) for each in versions}
    write(Passage, (row for rows in passages.values() for row in rows))
    return {meeting: [row["id"] for row in rows] for meeting, rows in passages.items()}


def _version(house: House, record: Record, quotes: list[str]) -> Version:
    meeting = record.meeting
    lines = [f"{house.random.choice(words.SENTENCES)} It was agreed to {quote}." for quote in quotes]
    text = "\n\n".join([house.random.choice(words.SENTENCES), *lines])
    return Version(
        record=record, number=1, text=text, by=meeting.recorder, at=house.moment(min(meeting.held_on, house.today))
    )


def _passages(version: Version, quotes: list[str], keys: Iterator[int]) -> list[Row]:
    passages, end = list[Row](), 0
    for quote in quotes:
        start = version.text.index(f"agreed to {quote}", end) + len("agreed to ")
        end = start + len(quote)
        there = select(version.text, start, end)
        words_there = {"exact": there.exact, "prefix": there.prefix, "suffix": there.suffix, "start": start, "end": end}
        passages.append({"id": next(keys), "record_id": version.record_id, "version_id": version.pk, **words_there})
    return passages
