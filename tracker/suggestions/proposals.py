"""What a record suggests to one person: each suggestion with its fields, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.accounts.models import User
from tracker.directory.appointment_changes import unit_of
from tracker.directory.models import Organisation
from tracker.follow_ups.choices import Kind, OwedBy, Strength
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.suggestions.near_titles import near_each
from tracker.reading.grammar import NoGrammarError
from tracker.reading.layout.blocks import Block
from tracker.reading.read import read
from tracker.reading.results import Reading, Suggestion
from tracker.reading.spans import Span
from tracker.records.layout.record_blocks import blocks_in, sentences_in
from tracker.records.models import Version
from tracker.records.selected_words import SelectedWords
from tracker.suggestions.dues import day_of_invitation, due_said
from tracker.suggestions.model.ask_model import told_of
from tracker.suggestions.models import Learning
from tracker.suggestions.named import NamedThere, named_there
from tracker.suggestions.owners import Owner, owners_of
from tracker.suggestions.proposal import Proposal
from tracker.suggestions.settled import Settled, settled_on
from tracker.suggestions.titles import title_of


@dataclass(frozen=True, slots=True)
class Usual:
    """The one partner of the meeting, and the person's own unit: where the words name no other."""

    partner: Organisation | None
    unit: Organisation | None


@dataclass(frozen=True, slots=True)
class Proposals:
    """`every` holds further mentions too, in the order of the text; `reading` is None in a language without grammar."""

    blocks: list[Block]
    sentences: list[Span]
    every: list[Proposal]
    settled: list[Settled]
    reading: Reading | None = None

    @property
    def has_grammar(self) -> bool:
        return self.reading is not None

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
        return Proposals(blocks_in(text, language), list(sentences_in(text, language)), [], settled)
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
    return Proposals(reading.blocks, reading.sentences, every, settled, reading)


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
    named = named_there([one.span.of(text) for one in found], reading, user)
    usual = Usual(version.record.meeting.only_partner, unit_of(user))
    return [
        _proposal(version, one, owners.get(words, Owner()), there, usual)
        for one, words, there in zip(found, said, named, strict=True)
    ]


def _owner_words(text: str, one: Suggestion) -> str:
    """Not those of who says "we" or "I": these name nobody."""
    return one.owner.of(text) if one.owner and one.owed_by != OwedBy.US else ""


def _proposal(version: Version, one: Suggestion, owner: Owner, named: NamedThere, usual: "Usual") -> Proposal:
    values = {
        "title": title_of(one.span.of(version.text), one.owner.of(version.text) if one.owner else ""),
        "kind": Kind(one.kind),
        "strength": Strength(one.strength),
        "owed_by": owner.owed_by or OwedBy(one.owed_by or OwedBy.US),
        "owner": owner.person,
        "unit": owner.unit or usual.unit,
        "partner": owner.partner or named.partner(usual.partner),
        "mandates": named.mandates,
        "due_on": due_said(version.text, one) or day_of_invitation(version, one),
        "conditional": one.resources is not None,
    }
    return Proposal(SelectedWords(version, one.span.start, one.span.end), one, owner, values, named)
