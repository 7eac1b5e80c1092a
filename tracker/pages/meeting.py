"""The meeting page: its records, with their follow-ups in the margin."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.needs.coverage import Coverage, coverage_of
from tracker.records.models import Record, Version
from tracker.records.passage_layout import Piece, lay_out


@dataclass(frozen=True, slots=True)
class Note:
    """A follow-up as it stands in the margin, with the number that its words carry."""

    number: int
    follow_up: FollowUp
    may_update: bool
    may_choose_owner: bool
    bars: list[Coverage]


@dataclass(frozen=True, slots=True)
class DrawnParagraph:
    """Words under the same follow-ups: `over` covers them, `ending` are those whose number stands after them."""

    text: str
    start: int
    over: list[Note]
    ending: list[Note]


@dataclass(frozen=True, slots=True)
class DrawnSentence:
    start: int
    end: int
    pieces: list[DrawnParagraph]


@dataclass(frozen=True, slots=True)
class RecordInMargin:
    """A record's present text, by paragraph and sentence."""

    record: Record
    version: Version
    paragraphs: list[list[DrawnSentence]]


class Margin:
    """All a meeting page shows of records and follow-ups, for one person."""

    def __init__(self, meeting: Meeting, user: User) -> None:
        self.meeting, self.user = meeting, user

    @cached_property
    def notes(self) -> list[Note]:
        rows = FollowUp.objects.visible_to(self.user).filter(meeting=self.meeting).with_names()
        rows = rows.select_related("passage__record", "invitation__speaker").with_targets()
        inside = sorted(rows, key=_place)
        bars, user = coverage_of(inside, self.user), self.user
        return [
            Note(
                number,
                row,
                permissions.may_update(user, row),
                permissions.may_choose_owner(user, row),
                bars.get(row.pk, []),
            )
            for number, row in enumerate(inside, 1)
        ]

    @cached_property
    def sheets(self) -> list[RecordInMargin]:
        records = Record.objects.visible_to(self.user).filter(meeting=self.meeting)
        versions = Version.objects.filter(record__in=records).select_related("record", "by")
        latest = [
            version for version in versions.order_by("record", "-number") if version.number == version.record.number
        ]
        return [self._sheet(version) for version in latest]

    @property
    def done(self) -> int:
        return sum(note.follow_up.status == "done" for note in self.notes)

    def _sheet(self, version: Version) -> RecordInMargin:
        notes = {
            note.follow_up.passage.pk: note
            for note in self.notes
            if (passage := note.follow_up.passage)
            and passage.record_id == version.record_id
            and not passage.removed_in_id
        }
        places = [(key, *_span(note)) for key, note in notes.items()]
        paragraphs = [
            [
                DrawnSentence(sentence.start, sentence.end, [_drawn(piece, notes) for piece in sentence.pieces])
                for sentence in paragraph.sentences
            ]
            for paragraph in lay_out(version.text, places)
        ]
        return RecordInMargin(version.record, version, paragraphs)


def _drawn(piece: Piece, notes: dict[int, Note]) -> DrawnParagraph:
    return DrawnParagraph(
        piece.text, piece.start, [notes[key] for key in piece.keys], [notes[key] for key in piece.ends]
    )


def _span(note: Note) -> tuple[int, int]:
    passage = note.follow_up.passage
    assert passage is not None
    return passage.start, passage.end


def _place(follow_up: FollowUp) -> tuple[bool, int, int, int]:
    passage = follow_up.passage
    if passage is None or passage.removed_in_id:
        return (True, 0, 0, follow_up.pk)
    return (False, passage.record_id, passage.start, follow_up.pk)


@require_safe
def meeting_page(request: Request, pk: int) -> HttpResponse:
    meetings = Meeting.objects.visible_to(request.user).select_related("recorder")
    meeting = get_object_or_404(meetings, pk=pk)
    context = {
        "meeting": meeting,
        "participations": meeting.participations.select_related("person", "organisation"),
        "margin": Margin(meeting, request.user),
    }
    return render(request, "pages/meeting.html", context)
