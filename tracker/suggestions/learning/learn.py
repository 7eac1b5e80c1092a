"""From what a house accepts and dismisses to thresholds, and to how much each reason counts there. No table is asked.

All of it is pulled back to what is shipped: the fewer decisions there are, the nearer it stays.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.reading.scoring import Learnt, Table

# From so many decisions on thresholds are moved, and from so many the reasons are weighed anew.
LEAST, LEAST_WEIGHED = 200, 1_000
# With so many decisions a threshold goes half of the way.
HALF_WAY = 200
# A reason that so few decisions show is left alone; PULL is the weight of what is shipped.
FEWEST, PULL, MOST_OFFSET = 40, 25.0, 1.0
# Of those that are sure so many are to be right; of those that are worth a look, at the very least; and where many
# more are, what is just below is worth one, too.
SURE, PERHAPS, MORE = 0.8, 0.25, 0.6
STEP, WINDOW, FEW = 0.01, 0.1, 20
HIGHEST, ROOM, BETWEEN = 0.97, 0.15, 0.05


@dataclass(frozen=True, slots=True)
class Decided:
    """A suggestion with its score as shipped and its reasons; `is_right` when it became a follow-up, or was one."""

    score: float
    reasons: tuple[str, ...]
    is_right: bool


def learn(decided: Sequence[Decided], shipped: Table) -> Learnt | None:
    """None as long as there are too few decisions to learn from."""
    if len(decided) < LEAST:
        return None
    offsets = weigh(decided) if len(decided) >= LEAST_WEIGHED else {}
    plain = Learnt(shipped.perhaps, shipped.sure, offsets)
    scored = sorted((plain.score(one.score, one.reasons), one.is_right) for one in decided)
    sure = _towards(shipped.sure, _sure(scored, shipped), len(decided))
    perhaps = _towards(shipped.perhaps, _perhaps(scored, shipped), len(decided))
    return Learnt(min(perhaps, sure - BETWEEN), sure, offsets)


def weigh(decided: Sequence[Decided]) -> dict[str, float]:
    """How much more or less each reason counts here: a logistic regression upon the shipped scores, by coordinates."""
    rows = [(_logit(one.score), one) for one in decided]
    by_reason: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(decided):
        for reason in one.reasons:
            by_reason[reason].append(n)
    totals = [total for total, _ in rows]
    offsets = {reason: 0.0 for reason, at in sorted(by_reason.items()) if len(at) >= FEWEST}
    for _ in range(25):
        for reason in offsets:
            _step(reason, by_reason[reason], decided, offsets, totals)
    return {reason: round(value, 2) for reason, value in offsets.items() if abs(value) >= STEP}


def _step(
    reason: str, at: list[int], decided: Sequence[Decided], offsets: dict[str, float], totals: list[float]
) -> None:
    slope, curve = PULL * offsets[reason], PULL
    for n in at:
        chance = 1 / (1 + math.exp(-totals[n]))
        slope += chance - decided[n].is_right
        curve += max(chance * (1 - chance), 0.01)
    wanted = max(-MOST_OFFSET, min(MOST_OFFSET, offsets[reason] - slope / curve))
    change, offsets[reason] = wanted - offsets[reason], wanted
    for n in at:
        totals[n] += change


def _sure(scored: list[tuple[float, bool]], shipped: Table) -> float:
    """The lowest threshold above which enough are right."""
    steps = _steps(shipped.sure - ROOM, HIGHEST)
    return next((step for step in steps if _right(scored, step) >= SURE), HIGHEST)


def _perhaps(scored: list[tuple[float, bool]], shipped: Table) -> float:
    """The lowest threshold just above which enough are right to be worth a look."""
    if _right(scored, shipped.perhaps, shipped.perhaps + WINDOW) >= MORE:
        return shipped.perhaps - BETWEEN
    steps = _steps(shipped.perhaps, shipped.perhaps + ROOM)
    found = (step for step, _ in pairwise(steps) if _right(scored, step, step + WINDOW, few=PERHAPS) >= PERHAPS)
    return next(found, steps[-1])


def _right(scored: list[tuple[float, bool]], low: float, high: float = 1.0, few: float = 0.0) -> float:
    """Of those with a score from `low` to `high`, which part is right; `few` where they are too few to tell."""
    found = [is_right for score, is_right in scored if low <= score <= high]
    return sum(found) / len(found) if len(found) >= FEW else few


def _steps(low: float, high: float) -> list[float]:
    return [round(low + n * STEP, 2) for n in range(round((high - low) / STEP) + 1)]


def _towards(shipped: float, found: float, decisions: int) -> float:
    return round(shipped + (found - shipped) * decisions / (decisions + HALF_WAY), 2)


def _logit(score: float) -> float:
    score = max(0.001, min(0.999, score))
    return math.log(score / (1 - score))


def counts(decided: Iterable[Decided]) -> dict[str, tuple[int, int]]:
    """By reason how many were right, and how many were not."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in decided:
        for reason in one.reasons:
            found[reason][not one.is_right] += 1
    return {reason: (right, wrong) for reason, (right, wrong) in found.items()}
