"""Grows what stands around the meetings with one partner, by the verbs of Suivi, and far more of it than is usual."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import batched, count
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import slugify
from docx import Document

from bench.grow import settle
from bench.growing import words
from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.agendas.points.models import Point
from tracker.agendas.points.outcomes import log_outcome
from tracker.circulation.models import Copy, Correction
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.meetings.models import Meeting, Series
from tracker.meetings.participant_values import Participant
from tracker.notes.write_note import write_note
from tracker.records.models import Passage, Record

AT_ONCE = 5_000


@dataclass
class Around:
    """`many` of each thing, and a record of so many `letters`."""

    by: User
    partner: Organisation
    today: date
    many: int = 200
    letters: int = 100_000
    random: Random = field(default_factory=lambda: Random(2018))
    numbers: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        names = [f"Reader {number}" for number in range(self.many // 4)]
        self.readers = [Person.add(by=None, name=name, email=f"{slugify(name)}@grown.example") for name in names]
        self.until = self.today + timedelta(days=7)

    def give_half(self) -> None:
        """Let half of all follow-ups be with the partner."""
        keys = FollowUp.objects.order_by("pk").values_list("pk", flat=True)[::2]
        for some in batched(keys, AT_ONCE):
            FollowUp.objects.filter(pk__in=some).update(partner=self.partner)
        settle()

    def open_ones(self) -> list[FollowUp]:
        rows = FollowUp.objects.visible_to(self.by).active().filter(partner=self.partner)
        return list(rows.order_by("-pk")[: self.many])

    def meeting(self, days: int = 30) -> Meeting:
        """In so many days, with one who speaks for the partner."""
        seats, day = [Participant(self.readers[0], self.partner)], self.today + timedelta(days=days)
        return Meeting.log(by=self.by, title=f"Talks {next(self.numbers)}", held_on=day, participants=seats)

    def with_agenda(self, days: int) -> Meeting:
        meeting = self.meeting(days)
        for number in range(self.many // 10):
            Point.add_to(meeting, by=self.by, title=f"Point {number}", minutes=5)
        self.carry_over(meeting)
        return meeting

    def carry_over(self, meeting: Meeting) -> Entry:
        return carry_over(meeting, self.open_ones(), by=self.by)[0]

    def held(self) -> Meeting:
        """All of its agenda was spoken of, and each point led to two follow-ups."""
        meeting = self.with_agenda(-1)
        for item in meeting.appearances.all():
            item.discuss(by=self.by, said="They will see to it.")
        for point in Point.objects.filter(meeting=meeting):
            point.discuss(by=self.by, said="All agreed.")
            for number in range(2):
                log_outcome(point, by=self.by, title=f"Send list {number} for {point}", key=None)
        return meeting

    def series(self) -> Series:
        """Weekly for years; each meeting led to a follow-up."""
        begins_on = self.today - timedelta(weeks=self.many - 1)
        series = Series.make(by=self.by, name="Weekly talks", rule="FREQ=WEEKLY", begins_on=begins_on)
        for number, key in zip(range(self.many - 1), self._loose_ones(), strict=False):
            day, seats = begins_on + timedelta(weeks=number), [Participant(self.readers[0], self.partner)]
            meeting = Meeting.log(
                by=self.by, title="Talks", held_on=day, slot_on=day, series=series, participants=seats
            )
            FollowUp.objects.filter(pk=key).update(meeting=meeting)
        return series

    def with_comments(self) -> FollowUp:
        follow_up = self.open_ones()[0]
        for number in range(self.many // 2):
            entry = write_note(follow_up, f"Note {number}.", by=self.by)
            write_note(follow_up, f"Reply {number}.", by=self.by, answers=entry)
        return follow_up

    def record(self, letters: int = 0, meeting: Meeting | None = None) -> Record:
        """Of a meeting with many participants; follow-ups come from some of its words."""
        seats, held_on = [Participant(person, self.partner) for person in self.readers], self.today - timedelta(days=1)
        meeting = meeting or Meeting.log(by=self.by, title="Plenary", held_on=held_on, participants=seats)
        record = Record.write(by=self.by, meeting=meeting, text=self.text(letters or self.letters))
        version, places = record.latest, self.paragraphs(record)
        some = places[:: max(len(places) // (self.many // 4), 1)]
        for (start, end), key in zip(some, self._loose_ones(), strict=False):
            passage = Passage.of(version, start, end)
            FollowUp.objects.filter(pk=key).update(passage=passage, meeting=meeting)
        return record

    def text(self, letters: int) -> str:
        lines, length = list[str](), 0
        while length < letters:
            promise = words.follow_up_title(self.random, "training", next(self.numbers))
            lines.append(f"{self.random.choice(words.SENTENCES)} It was agreed to {promise[0].lower()}{promise[1:]}.")
            length += len(lines[-1]) + 2
        return "\n\n".join(lines)

    def paragraphs(self, record: Record) -> list[tuple[int, int]]:
        found, at = list[tuple[int, int]](), 0
        for line in record.latest.text.split("\n\n"):
            found.append((at, at + len(line)))
            at += len(line) + 2
        return found

    def corrections(self, record: Record, number: int) -> list[Correction]:
        """Each of another paragraph."""
        record.circulate(self.until, by=self.by)
        places, text = self.paragraphs(record), record.latest.text
        return [
            Correction.propose(record, 1, start, end, text[start:end].replace("agreed", "decided"), by=self.by)
            for start, end in places[:: len(places) // number][:number]
        ]

    def copy(self, record: Record) -> Copy:
        how = {"round": record.round, "number": record.number, "by": self.by}
        return Copy.objects.create(record=record, person=self.readers[0], address=self.readers[0].email, **how)

    def file(self) -> SimpleUploadedFile:
        """A Word document of some pages."""
        content, document, number = io.BytesIO(), Document(), next(self.numbers)
        for paragraph in [f"The zebra of file {number}.", *self.text(5_000).split("\n\n")]:
            document.add_paragraph(paragraph)
        document.save(content)
        return SimpleUploadedFile(f"minutes-{number}.docx", content.getvalue())

    def _loose_ones(self) -> list[int]:
        """Keys of follow-ups that come from no words."""
        rows = FollowUp.objects.visible_to(self.by).filter(passage=None, outcome=None).order_by("pk")
        return list(rows.values_list("pk", flat=True)[: self.many])
