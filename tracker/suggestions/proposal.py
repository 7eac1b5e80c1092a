"""One suggestion as a person sees it: its fields, and what became of it."""

from dataclasses import dataclass, field
from typing import Any

from tracker.directory.models import Organisation, Person
from tracker.follow_ups.choices import Kind, Strength
from tracker.follow_ups.models import FollowUp
from tracker.kit.dates.as_said import Said
from tracker.reading.results import Suggestion
from tracker.records.selected_words import SelectedWords
from tracker.suggestions.named import NamedThere
from tracker.suggestions.owners import Owner
from tracker.suggestions.reasons import in_words
from tracker.suggestions.settled import Settled

SURE = "sure"


@dataclass
class Proposal:
    """A follow-up that the words ask for. `again` are its further mentions; `near` promises the same elsewhere.

    `named` are the partners and mandates that the words name.
    """

    words: SelectedWords
    read: Suggestion
    owner: Owner
    values: dict[str, Any]
    named: NamedThere
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
    def other_partner(self) -> Organisation | None:
        """Whom the words name beside the owner, and who is not the meeting's own partner."""
        partner: Organisation | None = self.values["partner"]
        return partner if partner in self.named.partners and partner != self.owner.organisation else None

    @property
    def new_partners(self) -> list[str]:
        return self.named.new_partners

    @property
    def new_mandates(self) -> dict[str, str]:
        """None of a restricted record: everybody sees every mandate."""
        return {} if self.words.version.record.is_restricted else self.named.new_mandates

    @property
    def is_sure(self) -> bool:
        return self.read.band == SURE

    @property
    def is_open(self) -> bool:
        return self.settled is None

    @property
    def reasons(self) -> list[str]:
        return in_words(self.read.reasons)
