"""What can be implemented: a mandate as a whole, or one of its paragraphs. Both are named in one field."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from tracker.accounts.models import User
from tracker.kit.names.suggestions import MOST_SUGGESTIONS
from tracker.mandates.models import Mandate, MandateQuerySet, Paragraph, ParagraphQuerySet

MOST = 100


@dataclass(frozen=True, slots=True)
class Target:
    """Without a paragraph the whole is meant."""

    mandate: Mandate
    paragraph: Paragraph | None = None

    @property
    def pk(self) -> int:
        """What history knows it by: the mandate's key, or the paragraph's key below zero."""
        return -self.paragraph.pk if self.paragraph else self.mandate.pk

    @property
    def label(self) -> str:
        return self.paragraph.label if self.paragraph else self.mandate.label

    @property
    def whole(self) -> "Target | None":
        """Of which it is a part."""
        return Target(self.mandate) if self.paragraph else None

    @property
    def numbers(self) -> list[str]:
        """Of the whole alone: no figure without a name is a paragraph."""
        return [] if self.paragraph else self.mandate.numbers

    def get_absolute_url(self) -> str:
        """The mandate's page, where the paragraph stands on it."""
        page = self.mandate.get_absolute_url()
        return f"{page}#paragraph-{self.paragraph.pk}" if self.paragraph else page

    def __str__(self) -> str:
        return str(self.paragraph or self.mandate)

    @classmethod
    def of(cls, thing: "Target | Mandate | Paragraph") -> "Target":
        if isinstance(thing, Target):
            return thing
        return cls(thing) if isinstance(thing, Mandate) else cls(thing.mandate, thing)


def targets_of(keys: Iterable[int]) -> list[Target]:
    """Those that history knows by these keys, as far as they are still there."""
    numbers = list(keys)
    whole = Mandate.objects.filter(pk__in=[key for key in numbers if key > 0])
    paragraphs = Paragraph.objects.filter(pk__in=[-key for key in numbers if key < 0])
    return [Target.of(thing) for thing in (*whole, *paragraphs.select_related("mandate"))]


class Targets:
    """All that a person may choose from, found by name as the rows of a queryset are; a key is that of a mandate."""

    def __init__(self, mandates: MandateQuerySet, paragraphs: ParagraphQuerySet) -> None:
        self.mandates, self.paragraphs = mandates, paragraphs

    @classmethod
    def visible_to(cls, user: User) -> Self:
        return cls(Mandate.objects.visible_to(user), Paragraph.objects.visible_to(user))

    def find(self, words: str) -> list[Target]:
        """Mandates in which every word stands, then paragraphs of which it is the mandate's or the number's."""
        paragraphs = self.paragraphs.find(words).select_related("mandate")
        return [Target.of(thing) for thing in (*self.mandates.find(words)[:MOST], *paragraphs[:MOST])]

    def usual(self) -> list[Target]:
        """What is offered before any word is typed: the latest mandates."""
        return [Target.of(mandate) for mandate in self.mandates[:MOST_SUGGESTIONS]]

    def filter(self, *, pk: int) -> "Targets":
        return Targets(self.mandates.filter(pk=pk), self.paragraphs.none())

    def first(self) -> Target | None:
        mandate = self.mandates.first()
        return Target(mandate) if mandate else None

    def none(self) -> list[Target]:
        return []
