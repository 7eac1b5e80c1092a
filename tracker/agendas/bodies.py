"""The organisations of which a meeting speaks: those of its participants, those above them, and their parts."""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from tracker.directory.models import Organisation


@dataclass(frozen=True, slots=True)
class Bodies:
    """By key; `partners` are those for which participants speak, us aside."""

    partners: Sequence[Organisation]
    above: Set[int]
    parts: Set[int]

    @classmethod
    def of(cls, organisations: Iterable[Organisation]) -> "Bodies":
        partners = [each for each in organisations if not each.is_ours]
        own = {each.pk for each in partners}
        rows = Organisation.objects.order_by()
        above = _reached(own, partial(_keys, rows.exclude(parent=None), "pk", "parent"))
        return cls(partners, above, _reached(own, partial(_keys, rows, "parent", "pk")))

    @property
    def own(self) -> set[int]:
        return {each.pk for each in self.partners}

    @property
    def keys(self) -> list[int]:
        return sorted(self.own | self.above | self.parts)

    def mark(self, partner: Organisation | None) -> str:
        """What a follow-up with that partner says of it; nothing where a participant speaks for it."""
        if partner is None or partner.pk in self.own:
            return ""
        words = _("parent: %(name)s") if partner.pk in self.above else _("part: %(name)s")
        return words % {"name": partner} if partner.pk in self.above | self.parts else ""


def _keys(rows: Any, of: str, to: str, keys: Set[int]) -> set[int]:
    return set(rows.filter(**{f"{of}__in": keys}).values_list(to, flat=True))


def _reached(start: Set[int], step: Callable[[Set[int]], set[int]]) -> set[int]:
    """All to which the steps lead, a question for each level, however many there are on it."""
    reached, new = set(start), set(start)
    while new:
        new = step(new) - reached
        reached |= new
    return reached - start
