"""Words of a record about which somebody has decided: what they became, as one person may know it."""

from dataclasses import dataclass

from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.follow_ups.models import FollowUp
from tracker.records.models import InformationOnly, Passage, Version
from tracker.suggestions.models import Decision


@dataclass(frozen=True, slots=True)
class Settled:
    """What stands on the words from `start` to `end`: one of these, of which a follow-up weighs most."""

    start: int
    end: int
    follow_up: FollowUp | None = None
    activity: Activity | None = None
    decision: Decision | None = None
    information: InformationOnly | None = None

    def meets(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end

    @property
    def row(self) -> FollowUp | Activity | None:
        """What the words became, or mean."""
        return self.follow_up or self.activity or (self.decision.follow_up if self.decision else None)

    @property
    def is_dismissed(self) -> bool:
        return bool(self.decision and self.decision.outcome == Decision.Outcome.DISMISSED)

    @property
    def state(self) -> str:
        """That of the sentence."""
        if self.information:
            return "information"
        return "dismissed" if self.is_dismissed else "follow_up"


def settled_on(version: Version, user: User) -> list[Settled]:
    """The weightiest first."""
    there = Passage.objects.filter(record=version.record_id, removed_in=None)
    follow_ups = FollowUp.objects.visible_to(user).filter(passage__in=there).select_related("passage")
    activities = Activity.objects.visible_to(user).filter(passage__in=there).select_related("passage")
    decisions = Decision.objects.visible_to(user).exclude(outcome=Decision.Outcome.ACCEPTED)
    told = InformationOnly.objects.filter(passage__in=there).select_related("passage", "by")
    return [
        *(_settled(row.passage, follow_up=row) for row in follow_ups if row.passage),
        *(_settled(row.passage, activity=row) for row in activities if row.passage),
        *(
            _settled(row.passage, decision=row)
            for row in decisions.filter(passage__in=there).select_related("passage", "follow_up", "by")
        ),
        *(_settled(row.passage, information=row) for row in told),
    ]


def _settled(passage: Passage, **what: FollowUp | Activity | Decision | InformationOnly) -> Settled:
    return Settled(passage.start, passage.end, **what)  # type: ignore[arg-type]
