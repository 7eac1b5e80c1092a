"""The page: the text on one side, what it suggests on the other, and above both how far it is read."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.directory.left import mark_leavers
from tracker.directory.models import Person
from tracker.kit.row_by_name_field import key_in
from tracker.pages.record_reading.marks import marks_of, number
from tracker.pages.record_reading.ribbon import RibbonPiece, ribbon_of
from tracker.records.layout.passage_layout import Group, lay_out
from tracker.records.models import Record, Version
from tracker.records.views.record import visible_record
from tracker.suggestions.coverage import FOLLOW_UP, UNREAD, Coverage, coverage_of
from tracker.suggestions.model.ask_model import told_of
from tracker.suggestions.model.endpoint import Endpoint, house_model
from tracker.suggestions.models import Decision
from tracker.suggestions.named_in_record import Group as NamedGroup
from tracker.suggestions.named_in_record import named_in_record
from tracker.suggestions.proposal import Proposal
from tracker.suggestions.proposals import Proposals, proposals_of
from tracker.suggestions.settled import Settled


@dataclass(frozen=True, slots=True)
class Line:
    """A suggestion in its band, with the sign that its words carry."""

    proposal: Proposal
    sign: str
    is_next: bool


class RecordReading:
    """All that the page shows to one person; `at` is where they decided last, -1 before that."""

    def __init__(self, record: Record, user: User, at: int) -> None:
        self.record, self.user, self.at = record, user, at

    @cached_property
    def version(self) -> Version:
        version = self.record.latest
        version.record = self.record
        return version

    @cached_property
    def proposals(self) -> Proposals:
        return proposals_of(self.version, self.user)

    @cached_property
    def coverage(self) -> Coverage:
        return coverage_of(self.version, self.proposals)

    @cached_property
    def next(self) -> Proposal | None:
        """The first that is open behind the last decision, else the first of all: the sure ones come first."""
        left = [each for each in self.proposals.open() if each.is_sure] or list(self.proposals.open())
        return next((each for each in left if each.words.start > self.at), left[0] if left else None)

    @cached_property
    def bands(self) -> tuple[list[Line], list[Line]]:
        signs, following = number(self.proposals), self.next
        mark_leavers(each.person for each in self.proposals.first)
        lines = [
            Line(each, signs[each.key], is_next=each is following and self.at >= 0)
            for each in self.proposals.first
            if each.settled is None or each.settled.state == FOLLOW_UP
        ]
        return [each for each in lines if each.proposal.is_sure], [each for each in lines if not each.proposal.is_sure]

    @property
    def sure(self) -> list[Line]:
        return self.bands[0]

    @property
    def perhaps(self) -> list[Line]:
        return self.bands[1]

    @property
    def perhaps_open(self) -> int:
        return sum(line.proposal.is_open for line in self.perhaps)

    @property
    def dismissed(self) -> list[Decision]:
        rows = (each.decision for each in self.proposals.settled if each.is_dismissed and each.decision)
        return sorted(rows, key=lambda row: row.passage.start)

    @property
    def by_hand(self) -> list[Settled]:
        """What comes from words that nothing suggests."""
        ours = {id(each.settled) for each in self.proposals.every}
        rows = (each for each in self.proposals.settled if each.state == FOLLOW_UP and id(each) not in ours)
        return sorted(rows, key=lambda each: each.start)

    @cached_property
    def names(self) -> list[NamedGroup]:
        reading = self.proposals.reading
        groups = named_in_record(self.version.text, reading, self.user) if reading else []
        mark_leavers(row for group in groups for row in group.known if isinstance(row, Person))
        return groups

    @property
    def names_count(self) -> int:
        return sum(group.count for group in self.names)

    @cached_property
    def groups(self) -> list[Group]:
        asides = [row for each in self.proposals.settled if (row := each.information or _dismissed(each))]
        passages: list[Any] = [(row, row.passage.start, row.passage.end) for row in asides]
        passages += [(mark, mark.start, mark.end) for mark in marks_of(self.proposals)]
        # Once somebody began to read, what nobody has read stands out.
        is_begun = bool(self.proposals.settled or self.coverage.read)
        states = {start: state for start, state in self.coverage.states.items() if state == UNREAD and is_begun}
        return lay_out(self.version.text, self.proposals.blocks, passages, states)

    @cached_property
    def ribbon(self) -> list[RibbonPiece]:
        return ribbon_of(self.coverage.states, self.proposals.blocks)

    @cached_property
    def model(self) -> Endpoint | None:
        return house_model()

    @cached_property
    def is_told(self) -> bool:
        """Whether it is the model that suggests."""
        return told_of(self.version) is not None

    def place_of(self, state: str) -> int | None:
        return next((piece.place for piece in self.ribbon if piece.state == state), None)

    @property
    def next_unread(self) -> int | None:
        return self.place_of(UNREAD)

    @property
    def counts(self) -> dict[str, int]:
        return self.coverage.counts


def _dismissed(settled: Settled) -> Decision | None:
    return settled.decision if settled.is_dismissed else None


@require_safe
def read_page(request: Request, pk: int) -> HttpResponse:
    record = visible_record(request, pk)
    at = key_in(request.GET.get("at"))
    sheet = RecordReading(record, request.user, -1 if at is None else at)
    context = {"sheet": sheet, "record": record, "version": sheet.version, "meeting": record.meeting}
    context["margin"] = sheet
    return render(request, "pages/record_reading.html", context)
