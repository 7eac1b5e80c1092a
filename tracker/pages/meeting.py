"""The meeting page: its records, with what comes from their words in the margin."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.activities.models import Activity
from tracker.calendar_mails.seats import Seats
from tracker.directory.left import mark_leavers
from tracker.files.files_of_thing import files_of
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.meetings.models import Meeting
from tracker.needs.coverage import Coverage, coverage_of
from tracker.pages.meetings.agenda import agenda_context
from tracker.pages.meetings.neighbours import series_context
from tracker.pages.meetings.place_of_notes import place_of, tell_their_end
from tracker.records.layout.passage_layout import Group, Sentence, lay_out_cut
from tracker.records.layout.record_blocks import cut_of, sentences_in
from tracker.records.models import InformationOnly, Record, Version
from tracker.suggestions.coverage import read_last, states_of
from tracker.suggestions.models import ReadThrough

# What the note of a follow-up shows besides what its row in the list does.
SHOWN = (
    "conditional",
    *(f"passage__{name}" for name in ("record", "version", "start", "end", "exact", "removed_in")),
    *(f"invitation__{name}" for name in ("starts", "ends", "days_said", "zone", "place", "answer", "reply_by")),
    "invitation__speaker__name",
)


@dataclass(frozen=True, slots=True)
class Note:
    """A follow-up or an activity as it stands in the margin, with the number that its words carry."""

    number: int
    row: FollowUp | Activity
    may_update: bool = False
    may_choose_owner: bool = False
    bars: list[Coverage] = field(default_factory=list)

    @property
    def follow_up(self) -> FollowUp | None:
        return self.row if isinstance(self.row, FollowUp) else None

    @property
    def activity(self) -> Activity | None:
        return self.row if isinstance(self.row, Activity) else None

    @property
    def key(self) -> str:
        """What its words are called by: "#words-12" leads to those of a follow-up."""
        return f"activity-{self.row.pk}" if self.activity else str(self.row.pk)

    @property
    def anchor(self) -> str:
        return self.key if self.activity else f"follow-up-{self.row.pk}"

    @property
    def has_words(self) -> bool:
        """Whether they still stand in the record."""
        return self.row.passage is not None and self.row.passage.removed_in_id is None

    @property
    def sign(self) -> int:
        """What stands behind its words."""
        return self.number

    @property
    def label(self) -> str:
        said = {"noun": capfirst(str(self.row._meta.verbose_name)), "number": self.number, "title": self.row.title}
        return _("%(noun)s %(number)s: %(title)s") % said

    @property
    def state(self) -> str:
        """Work of which an activity tells is done."""
        return self.row.status if isinstance(self.row, FollowUp) else Status.DONE


@dataclass(frozen=True, slots=True)
class RecordInMargin:
    """A record's present text, as it is drawn.

    Once somebody marks what is information only, or reads it to its end, what nobody has read stands out.
    """

    record: Record
    version: Version
    groups: list[Group]

    @property
    def sentences(self) -> list[Sentence]:
        return [each for group in self.groups for part in group.parts for each in part.sentences]


class Margin:
    """All a meeting page shows of records and follow-ups, for one person."""

    def __init__(self, meeting: Meeting, user: User) -> None:
        self.meeting, self.user = meeting, user

    @cached_property
    def notes(self) -> list[Note]:
        rows = FollowUp.objects.visible_to(self.user).filter(meeting=self.meeting)
        follow_ups = list(rows.as_rows(SHOWN).with_targets())
        mark_leavers(row.event.speaker for row in follow_ups if row.event)
        bars = coverage_of(follow_ups, self.user)
        inside: list[FollowUp | Activity] = [*follow_ups, *self._activities]
        inside.sort(key=place_of)
        tell_their_end(row.passage for row in inside if row.passage and row.passage.removed_in_id)
        return [self._note(number, row, bars) for number, row in enumerate(inside, 1)]

    @property
    def _activities(self) -> Iterable[Activity]:
        """Few meetings have any, and who may see them takes 10 ms to ask."""
        if not self.meeting.activities.exists():
            return ()
        return Activity.objects.visible_to(self.user).filter(meeting=self.meeting).with_names().with_targets()

    def _note(self, number: int, row: FollowUp | Activity, bars: Mapping[int, list[Coverage]]) -> Note:
        if isinstance(row, Activity):
            return Note(number, row)
        update, choose = permissions.may_update(self.user, row), permissions.may_choose_owner(self.user, row)
        return Note(number, row, update, choose, bars.get(row.pk, []))

    @property
    def follow_ups(self) -> list[FollowUp]:
        return [note.follow_up for note in self.notes if note.follow_up]

    @cached_property
    def sheets(self) -> list[RecordInMargin]:
        records = Record.objects.visible_to(self.user).filter(meeting=self.meeting)
        versions = Version.objects.filter(record__in=records).select_related("record", "by")
        latest = [
            version for version in versions.order_by("record", "-number") if version.number == version.record.number
        ]
        return [self._sheet(version) for version in latest]

    @cached_property
    def information(self) -> list[InformationOnly]:
        rows = InformationOnly.objects.filter(passage__record__meeting=self.meeting, passage__removed_in=None)
        return list(rows.select_related("passage"))

    @cached_property
    def _read(self) -> dict[int, ReadThrough]:
        return read_last(Record.objects.filter(meeting=self.meeting).values_list("pk", flat=True))

    @property
    def done(self) -> int:
        return sum(row.status == Status.DONE for row in self.follow_ups)

    def _sheet(self, version: Version) -> RecordInMargin:
        told = [row for row in self.information if row.passage.record_id == version.record_id]
        notes = [
            (note, passage.start, passage.end)
            for note in self.notes
            if (passage := note.row.passage) and passage.record_id == version.record_id and not passage.removed_in_id
        ]
        passages = [*notes, *((row, row.passage.start, row.passage.end) for row in told)]
        text, language, read = version.text, version.record.language, self._read.get(version.record_id)
        spans = [(start, end, "") for _row, start, end in passages]
        sentences = sentences_in(text, language) if told or read else ()
        states = states_of(version, sentences, spans, read)
        groups = lay_out_cut(text, cut_of(text, language), passages, states)
        return RecordInMargin(version.record, version, groups)


@require_safe
def meeting_page(request: Request, pk: int) -> HttpResponse:
    meetings = Meeting.objects.visible_to(request.user).select_related("recorder")
    meeting = get_object_or_404(meetings, pk=pk)
    context = {
        "meeting": meeting,
        "participations": meeting.participations.with_names(),
        "margin": Margin(meeting, request.user),
        "files": files_of(meeting, request.user),
        "notes": "beside" if request.GET.get("notes") == "beside" else "list",
        **agenda_context(meeting, request.user),
        **series_context(meeting, request.user),
        "seats": Seats(meeting, request.user) if permissions.may_log(request.user) else None,
    }
    return render(request, "pages/meeting.html", context)
