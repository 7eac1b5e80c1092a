"""What a record suggests to one person: each suggestion with its fields, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tracker.accounts.models import User
from tracker.directory.appointment_changes import unit_of
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.choices import Kind, OwedBy, Strength
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.suggestions.near_titles import near_each
from tracker.kit.dates.as_said import Said
from tracker.reading.blocks import Block
from tracker.reading.grammar import NoGrammarError
from tracker.reading.read import read
from tracker.reading.results import Reading, Suggestion
from tracker.reading.spans import Span
from tracker.records.layout.record_blocks import blocks_in, sentences_in
from tracker.records.models import Version
from tracker.records.selected_words import SelectedWords
from tracker.suggestions.dues import day_of_invitation, due_said
from tracker.suggestions.model.ask_model import told_of
from tracker.suggestions.models import Learning
from tracker.suggestions.owners import Owner, owners_of
from tracker.suggestions.reasons import in_words
from tracker.suggestions.settled import Settled, settled_on
from tracker.suggestions.titles import title_of

SURE = "sure"


@dataclass
class Proposal:
    """A follow-up that the words ask for. `again` are its further mentions; `near` promises the same elsewhere."""

    words: SelectedWords
    read: Suggestion
    owner: Owner
    values: dict[str, Any]
    settled: Settled | None = None
    again: list["Proposal"] = field(default_factory=list)
    near: FollowUp | None = None

    @property
    def key(self) -> str:
        return f"suggestion-{self.words.start}"

    @property
    def title(self) -> str:
        return str(self.values["title"])

    @property
    def kind(self) -> str:
        return str(Kind(self.values["kind"]).label)

    @property
    def strength(self) -> str:
        return str(Strength(self.values["strength"]).label)

    @property
    def person(self) -> Person | None:
        return self.owner.person

    @property
    def due(self) -> Said | None:
        due: Said | None = self.values["due_on"]
        return due

    @property
    def is_sure(self) -> bool:
        return self.read.band == SURE

    @property
    def is_open(self) -> bool:
        return self.settled is None

    @property
    def reasons(self) -> list[str]:
        return in_words(self.read.reasons)


@dataclass(frozen=True, slots=True)
class Proposals:
    """`every` holds further mentions too, in the order of the text; `has_grammar`: whether its language is read."""

    blocks: list[Block]
    sentences: list[Span]
    every: list[Proposal]
    settled: list[Settled]
    has_grammar: bool = True

    @property
    def first(self) -> list[Proposal]:
        return [each for each in self.every if each.read.again is None]

    def sure(self) -> list[Proposal]:
        return [each for each in self.first if each.is_sure]

    def to_accept(self) -> list[Proposal]:
        """What one press makes follow-ups of; what may be promised already is asked about one by one."""
        return [each for each in self.sure() if each.is_open and each.near is None]

    def open(self) -> Iterator[Proposal]:
        return (each for each in self.first if each.is_open)

    def on(self, words: SelectedWords) -> Proposal | None:
        """The one whose words these are, or hold a part of them."""
        return next((each for each in self.every if _meet(each.words, words)), None)


def _meet(one: SelectedWords, other: SelectedWords) -> bool:
    return one.start < other.end and other.start < one.end


def proposals_of(version: Version, user: User) -> Proposals:
    settled = settled_on(version, user)
    reading = reading_of(version)
    if reading is None:
        text, language = version.text, version.record.language
        return Proposals(blocks_in(text, language), list(sentences_in(text, language)), [], settled, has_grammar=False)
    every = _proposed(version, reading, user)
    for each in every:
        each.settled = next((one for one in settled if one.meets(each.words.start, each.words.end)), None)
    for each in every:
        if each.read.again is not None:
            first = every[each.read.again]
            first.again.append(each)
            each.settled = each.settled or first.settled
    titles = [each.title for each in every if each.is_open and each.read.again is None]
    near = near_each(titles, FollowUp.objects.visible_to(user))
    for each in every:
        each.near = near.get(each.title) if each.is_open else None
    return Proposals(reading.blocks, reading.sentences, every, settled)


def reading_of(version: Version) -> Reading | None:
    """None in a language that nobody wrote a grammar for."""
    text, record = version.text, version.record
    try:
        return read(text, record.language, record.meeting.held_on, learnt=Learning.here(), told=told_of(version))
    except NoGrammarError:
        return None


def _proposed(version: Version, reading: Reading, user: User) -> list[Proposal]:
    text, found = version.text, reading.suggestions
    said = [_owner_words(text, one) for one in found]
    owners = owners_of(said, user)
    partner, unit = version.record.meeting.only_partner, unit_of(user)
    return [
        _proposal(version, one, owners.get(words, Owner()), partner, unit)
        for one, words in zip(found, said, strict=True)
    ]


def _owner_words(text: str, one: Suggestion) -> str:
    """Not those of who says "we" or "I": these name nobody."""
    return one.owner.of(text) if one.owner and one.owed_by != OwedBy.US else ""


def _proposal(
    version: Version, one: Suggestion, owner: Owner, partner: Organisation | None, unit: Organisation | None
) -> Proposal:
    values = {
        "title": title_of(one.span.of(version.text), one.owner.of(version.text) if one.owner else ""),
        "kind": Kind(one.kind),
        "strength": Strength(one.strength),
        "owed_by": owner.owed_by or OwedBy(one.owed_by or OwedBy.US),
        "owner": owner.person,
        "unit": owner.unit or unit,
        "partner": owner.partner or partner,
        "due_on": due_said(version.text, one) or day_of_invitation(version, one),
        "conditional": one.resources is not None,
    }
    return Proposal(SelectedWords(version, one.span.start, one.span.end), one, owner, values)
