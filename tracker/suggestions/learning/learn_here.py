"""Learns from this house's own decisions, and says what they are."""

from django.db import transaction

from tracker.reading.scoring import Learnt, table
from tracker.suggestions.learning.learn import Decided, learn
from tracker.suggestions.models import Decision, Learning

# The last ones: people and words change.
MOST = 20_000


def decided_here() -> list[Decided]:
    """Of what everybody sees alone: what is restricted teaches nothing."""
    rows = Learning.decisions_since().order_by("-id")[:MOST].values_list("score", "reasons", "outcome")
    return [Decided(score, tuple(reasons), outcome != Decision.Outcome.DISMISSED) for score, reasons, outcome in rows]


@transaction.atomic
def learn_here() -> Learning | None:
    """None where there is too little to learn from, or nothing new."""
    Learning.in_turn()
    decided = decided_here()
    learnt, before = learn(decided, table()), Learning.here()
    if learnt is None and before is not None:
        # Decisions were withdrawn, or what they are about was closed.
        learnt = Learnt(table().perhaps, table().sure, {})
    if learnt is None or learnt == before:
        return None
    return Learning.note(learnt, len(decided))
