"""Each story as deeds, to be done on their days."""

from collections.abc import Callable, Iterator
from datetime import date, time
from functools import partial
from pathlib import Path
from typing import Any

from tracker.demo.days import session, with_days
from tracker.demo.events import EventTeller
from tracker.demo.files import FileTeller
from tracker.demo.house import SETTLED_ON, House
from tracker.demo.mandates import MandateStory
from tracker.demo.requests_and_answers import RequestTeller
from tracker.demo.story import Deed, FollowUpStory, MeetingStory, Rewrite
from tracker.demo.telling_activities import ActivityTeller
from tracker.demo.telling_agendas import add_points, take_up
from tracker.demo.telling_notes import NoteTeller
from tracker.directory.models import Appointment
from tracker.follow_ups.models import FollowUp
from tracker.kit.dates.as_said import DateAsSaid, Said, first_day
from tracker.kit.periods import Period
from tracker.mandates.models import Mandate, Paragraph
from tracker.meetings.models import Meeting, Participation
from tracker.records.layout.record_blocks import sentences_in
from tracker.records.models import Passage, Record, Version

TEXTS = Path(__file__).parent / "texts"

DatedAction = tuple[date, Callable[[], object]]


class MandateTeller:
    def __init__(self, story: MandateStory, house: House) -> None:
        self.story, self.house = story, house

    def deeds(self) -> Iterator[DatedAction]:
        yield max(SETTLED_ON, first_day(self.adopted_on) or SETTLED_ON), self.add

    @property
    def adopted_on(self) -> Said | None:
        """The second day of a session, when it is counted from today."""
        if isinstance(self.story.adopted_on, Period):
            return DateAsSaid(self.story.adopted_on.first, self.story.adopted_on.last)
        if isinstance(self.story.adopted_on, int):
            return session(self.house.today, self.story.adopted_on, 2)[1]
        return self.story.adopted_on

    def add(self) -> None:
        story, house = self.story, self.house
        mandate = Mandate.add(
            by=house.users["claire"],
            kind=story.kind,
            symbol=story.symbol,
            title=story.title,
            body=house.organisations.get(story.body),
            adopted_on=self.adopted_on,
            valid_until=house.day(story.valid_until) if story.valid_until else None,
            parties=[house.organisations[key] for key in story.parties],
            link=story.link,
            text=story.text,
        )
        for position, (number, text) in enumerate(story.paragraphs):
            Paragraph.objects.create(mandate=mandate, number=number, text=text, position=position)
        house.mandates[story.key] = mandate


class MeetingTeller:
    meeting: Meeting
    record: Record | None = None

    def __init__(self, story: MeetingStory, house: House) -> None:
        self.story, self.house = story, house

    def deeds(self) -> Iterator[DatedAction]:
        logged = self.house.day(self.story.logged)
        yield logged, self.log
        if self.story.text:
            yield logged, self.write
        yield logged, lambda: take_up(self.story, self.meeting, self.house)
        yield logged, lambda: add_points(self.story, self.meeting, self.house)
        for rewrite in self.story.rewrites:
            yield self.house.day(rewrite.on), partial(self.rewrite, rewrite)
        for follow_up in self.story.follow_ups:
            yield from FollowUpTeller(follow_up, self.house, self).deeds()
        for activity in self.story.activities:
            yield from ActivityTeller(activity, self.house, self).deeds()
        for words in self.story.information:
            yield logged, partial(self.mark_information, words)

    def log(self) -> None:
        story, house = self.story, self.house
        held_on, ends_on = session(house.today, story.on, story.lasts)
        self.meeting = Meeting.add(
            by=house.users[story.by],
            recorder=house.users[story.by],
            title=story.title,
            kind=story.kind,
            held_on=held_on,
            ends_on=ends_on,
            starts_at=time.fromisoformat(story.at) if story.at else None,
            zone="Europe/Brussels" if story.at else "",
            place=story.place,
            classification=story.classification,
            readers=[house.people[key] for key in story.readers],
        )
        for key in story.people:
            self._seat(*key.split())

    def write(self) -> None:
        story = self.story
        text = (TEXTS / f"{story.text}.txt").read_text("utf-8").strip()
        self.record = Record.write(
            by=self.house.users[story.by],
            text=with_days(text, self.house.today, story.language),
            meeting=self.meeting,
            kind=story.record,
            language=story.language,
        )

    def rewrite(self, rewrite: Rewrite) -> None:
        assert self.record
        text = self.record.latest.text
        for old, new in rewrite.changes:
            text = text.replace(old, new)
        self.record.rewrite(text, by=self.house.users[rewrite.by], note=rewrite.note)

    def mark_information(self, words: str) -> None:
        version, start, _end = self._place(words)
        end = next(span.end for span in sentences_in(version.text, self.story.language) if span.start == start)
        version.record.mark_information(version, start, end, by=self.house.users[self.story.by])

    def passage(self, quote: str) -> Passage:
        """The quoted words in the record as it stands; ValueError when they are not there."""
        return Passage.of(*self._place(quote))

    def _place(self, quote: str) -> tuple[Version, int, int]:
        assert self.record
        version = self.record.latest
        start = version.text.index(quote)
        return version, start, start + len(quote)

    def _seat(self, key: str, role: str = "") -> None:
        person = self.house.people[key]
        post = Appointment.objects.held_on(self.meeting.held_on).get(person=person)
        Participation.objects.create(
            meeting=self.meeting, person=person, organisation=post.organisation, title=post.title, role=role
        )


class FollowUpTeller:
    pk: int

    def __init__(self, story: FollowUpStory, house: House, meeting: MeetingTeller | None = None) -> None:
        self.story, self.house, self.meeting = story, house, meeting

    def deeds(self) -> Iterator[DatedAction]:
        on = self.meeting.story.logged if self.story.on is None and self.meeting else self.story.on
        assert on is not None
        yield self.house.day(on), self.log
        for deed in self.story.then:
            yield self.house.day(deed.on), partial(self.do, deed)

    def log(self) -> None:
        story, meeting = self.story, self.meeting
        by = story.by or (meeting.story.by if meeting else "")
        follow_up = FollowUp.log(
            by=self.house.users[by],
            title=story.title,
            kind=story.kind,
            meeting=meeting.meeting if meeting else None,
            passage=meeting.passage(story.quote) if meeting and story.quote else None,
            **self.house.values(story.given),
        )
        self.pk = follow_up.pk

    def do(self, deed: Deed) -> None:
        follow_up, by = FollowUp.objects.get(pk=self.pk), self.house.users[deed.by]
        doers: dict[str, Any] = {
            "": follow_up,
            "event": EventTeller(follow_up, self.house, self.house.day(deed.on)),
            "file": FileTeller(follow_up),
            "notes": NoteTeller(follow_up, self.house),
            "requests": RequestTeller(follow_up, self.house),
        }
        getattr(doers[deed.of], deed.verb)(by=by, **self.house.values(deed.given))
