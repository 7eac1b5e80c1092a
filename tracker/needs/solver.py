"""Which areas become feasible with what is offered, as many or as urgent as can be. Pure: no rows, no clock.

HiGHS, a mixed-integer solver, finds the best choice; whole numbers check that nothing in it is used twice.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Goal(StrEnum):
    """The most areas, with as many of priority 1 as that allows; or as many of 1 as can be, then of 2, then of 3."""

    AREAS = "areas"
    PRIORITY = "priority"


@dataclass(frozen=True, slots=True)
class Part:
    """So much of one kind of resource, in whole smallest units.

    What is offered without saying `what` serves every lack of its kind; a lack that says `what` is served by the same.
    """

    kind: str
    what: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Area:
    """`priority` 1 is the most urgent. `lacks` is all that keeps it from being feasible."""

    key: Hashable
    priority: int
    lacks: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """So much of the offer at `offer` goes to the lack at `lack` of an area."""

    area: Hashable
    lack: int
    offer: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The areas that become feasible, what each uses, what is left of each offer, and what each other area lacks still.

    A gap has the lacks of its area in their order, each with what is missing beyond all that is left over.
    """

    chosen: list[Hashable] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    gaps: dict[Hashable, list[int]] = field(default_factory=dict)


def unlock(areas: Sequence[Area], offers: Sequence[Part], goal: Goal) -> Answer:
    """The best choice of areas. Quantities must not be negative."""
    alone = [area for area in areas if share_out([area], offers) is not None]
    chosen = _Choice(alone, offers).best(goal)
    found = share_out(chosen, offers)
    assert found is not None
    uses, left = found
    keys = {area.key for area in chosen}
    gaps = {area.key: _gap(area, offers, left) for area in areas if area.key not in keys}
    return Answer([area.key for area in chosen], uses, left, gaps)


def share_out(areas: Iterable[Area], offers: Sequence[Part]) -> tuple[list[Use], list[int]] | None:
    """Who uses what, and what is left of each offer; None when there is not enough.

    What names its purpose goes first: what serves everything is kept for the rest, so that no better sharing exists.
    """
    left = [offer.quantity for offer in offers]
    uses = []
    for area in areas:
        for number, lack in enumerate(area.lacks):
            missing = lack.quantity
            for offer in _serving(lack, offers):
                taken = min(missing, left[offer])
                if taken:
                    left[offer] -= taken
                    missing -= taken
                    uses.append(Use(area.key, number, offer, taken))
            if missing:
                return None
    return uses, left


def _gap(area: Area, offers: Sequence[Part], left: Sequence[int]) -> list[int]:
    rest, gap = list(left), []
    for lack in area.lacks:
        missing = lack.quantity
        for offer in _serving(lack, offers):
            taken = min(missing, rest[offer])
            rest[offer] -= taken
            missing -= taken
        gap.append(missing)
    return gap


def _serving(lack: Part, offers: Sequence[Part]) -> list[int]:
    same = [number for number, offer in enumerate(offers) if offer.kind == lack.kind]
    named = [number for number in same if offers[number].what and offers[number].what == lack.what]
    return named + [number for number in same if not offers[number].what]


class _Choice:
    """The mixed-integer problem: a yes or no for each area; of each thing that is named, what exceeds its own offer."""

    def __init__(self, areas: Sequence[Area], offers: Sequence[Part]) -> None:
        import highspy  # noqa: PLC0415

        self.areas, self.offers = areas, offers
        self.solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self.solver.silent()
        # What areas are worth is whole: a choice that is less than one short of the bound is the best.
        for option, value in {"mip_rel_gap": 0.0, "mip_abs_gap": 0.99, "threads": 1}.items():
            self.solver.setOptionValue(option, value)
        self.picks: list[Any] = [self.solver.addBinary() for _area in areas]
        for kind in sorted({lack.kind for area in areas for lack in area.lacks}):
            self._limit(kind)

    def best(self, goal: Goal) -> list[Area]:
        """One wish after the other; each keeps what the one before has won."""
        chosen: list[Area] = []
        for weights in self._wishes(goal):
            worth = [weights.get(area.priority, 0) for area in self.areas]
            if any(worth):
                chosen = self._most(worth)
                won = sum(weights.get(area.priority, 0) for area in chosen)
                self.solver.addConstr(self._sum(worth) >= won)
        return chosen

    def _wishes(self, goal: Goal) -> list[dict[int, int]]:
        """What an area of each priority is worth, wish by wish."""
        if goal == Goal.PRIORITY:
            return [{1: 1}, {2: 1}, {3: 1}]
        return [{1: 1, 2: 1, 3: 1}, {1: 1}]

    def _most(self, worth: Sequence[int]) -> list[Area]:
        while True:
            self.solver.maximize(self._sum(worth))
            values = self.solver.vals(self.picks)
            picked = [number for number, value in enumerate(values) if value > 0.5]
            chosen = [self.areas[number] for number in picked]
            if share_out(chosen, self.offers) is not None:
                return chosen
            # The solver counts in floats and is off by a coin: this choice, and any that holds it, is out.
            self.solver.addConstr(self.solver.qsum(self.picks[number] for number in picked) <= len(picked) - 1)

    def _sum(self, worth: Sequence[int]) -> Any:
        return self.solver.qsum(pick * each for pick, each in zip(self.picks, worth, strict=True) if each)

    def _limit(self, kind: str) -> None:
        """What is lacking beyond the offers of its very name comes out of those that serve everything."""
        held = Counter[str]()
        for offer in self.offers:
            if offer.kind == kind:
                held[offer.what] += offer.quantity
        # In parts of all that is offered: no number is so large that the solver loses its last digits.
        scale = 10_000 / max(held.total(), 1)
        beyond = []
        for what, lacked in self._lacked(kind).items():
            excess = self.solver.addVariable(lb=0)
            demand = self.solver.qsum(
                self.picks[number] * (quantity * scale) for number, quantity in lacked.items() if quantity
            )
            own = held[what] if what else 0
            self.solver.addConstr(demand - excess <= own * scale)
            beyond.append(excess)
        self.solver.addConstr(self.solver.qsum(beyond) <= held[""] * scale)

    def _lacked(self, kind: str) -> Mapping[str, Counter[int]]:
        """By what is lacking: how much of it each area lacks."""
        lacked: dict[str, Counter[int]] = {}
        for number, area in enumerate(self.areas):
            for lack in area.lacks:
                if lack.kind == kind:
                    lacked.setdefault(lack.what, Counter())[number] += lack.quantity
        return lacked
