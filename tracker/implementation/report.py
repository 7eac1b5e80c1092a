"""The implementation report: what was done for a mandate in a period, by paragraph, as far as its reader may see.

Every figure is the count of a list, and knows the address of that list.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import User
from tracker.activities.models import Activity, ActivityQuerySet
from tracker.follow_ups import conditions
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.kit.periods import Period
from tracker.mandates.implementing import by_paragraph
from tracker.mandates.models import Mandate, Paragraph
from tracker.needs.resource_totals import Figure, ResourceTotals

# Beyond so many of a kind the report points to the list: nobody reads further on a page.
MOST_LINES = 500
# What each figure about follow-ups asks of their list.
ASKED = {
    "active": {"status": "active"},
    "late": {"late": "on"},
    "overdue": {"overdue": "on"},
    "pending": {"status": "pending_resources"},
}


@dataclass(frozen=True, slots=True)
class Figures:
    done: Figure
    activities: Figure
    active: Figure
    late: Figure
    overdue: Figure
    pending: Figure

    @property
    def in_order(self) -> tuple[Figure, ...]:
        return self.done, self.activities, self.active, self.late, self.overdue, self.pending

    @property
    def is_idle(self) -> bool:
        """Nothing was done in the period, though something may be open."""
        return not self.done.number and not self.activities.number

    @classmethod
    def at(cls, numbers: Mapping[str, int], query: Mapping[str, Any], period: Period) -> Self:
        """The numbers, each with the list that `query` and the figure's own question open."""
        asked = {"done": {"status": "done", "ended": period.typed}, **ASKED}
        rows, work = reverse("follow_ups:list"), reverse("activities:list")
        of_follow_ups = {
            name: Figure(numbers.get(name, 0), f"{rows}?{urlencode({**query, **question})}")
            for name, question in asked.items()
        }
        activities = Figure(numbers.get("activities", 0), f"{work}?{urlencode({**query, 'period': period.typed})}")
        return cls(activities=activities, **of_follow_ups)


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, or without one the mandate as a whole, with what was done for it and what is open."""

    paragraph: Paragraph | None
    figures: Figures
    done: list[FollowUp]
    activities: list[Activity]
    active: list[FollowUp]

    @property
    def name(self) -> str:
        return self.paragraph.number if self.paragraph else _("As a whole")

    @property
    def key(self) -> str:
        """What its place on the page is called."""
        return str(self.paragraph.pk) if self.paragraph else "whole"

    @property
    def is_empty(self) -> bool:
        return not any(figure.number for figure in self.figures.in_order)


class ImplementationReport:
    """All that the page and the document show. What is open, late, overdue or pending is so on the day `today`."""

    def __init__(self, mandate: Mandate, period: Period, user: User, today: date) -> None:
        self.mandate, self.period, self.user, self.today = mandate, period, user, today
        self.follow_ups: FollowUpQuerySet = FollowUp.objects.visible_to(user).implementing(mandate)
        within: ActivityQuerySet = Activity.objects.visible_to(user).within(period)
        self.activities = within.implementing(mandate)
        self.parts = self._parts()
        self.resources = ResourceTotals.of(self.follow_ups.active(), {"mandate": mandate.pk})
        totals = self._totals()
        self.total = Figures.at(totals, {"mandate": mandate.pk}, period)
        self.without_day = totals["without_day"]

    @property
    def left_out(self) -> str:
        """What is left out of the figures, in a sentence; empty where all is in."""
        if not self.without_day:
            return ""
        said = ngettext(
            "%(number)s imported follow-up is left out of what was done: nobody said when it ended.",
            "%(number)s imported follow-ups are left out of what was done: nobody said when they ended.",
            self.without_day,
        )
        return said % {"number": number_format(self.without_day, force_grouping=True)}

    @property
    def idle(self) -> list[Part]:
        """The paragraphs with no activity in the period."""
        return [part for part in self.parts if part.paragraph and part.figures.is_idle]

    @property
    def told(self) -> list[Part]:
        """The parts of which there is more to say than that nothing was done."""
        return [part for part in self.parts if not part.is_empty]

    def _parts(self) -> list[Part]:
        numbers = self._numbers_by_paragraph()
        told = self.follow_ups.open_or_done_within(self.period).active_first()
        # By their keys: with all that is joined for their names PostgreSQL would begin at every follow-up there is.
        keys = list(told.values_list("pk", flat=True)[:MOST_LINES])
        rows = list(self.follow_ups.filter(pk__in=keys).with_names().with_targets().active_first())
        active = by_paragraph(self.mandate, [row for row in rows if row.is_active])
        done = by_paragraph(self.mandate, [row for row in rows if not row.is_active])
        work = by_paragraph(self.mandate, self.activities.with_names().with_targets().newest_first()[:MOST_LINES])
        paragraphs: list[Paragraph | None] = [*self.mandate.paragraphs.all()]
        parts = []
        for paragraph in [*paragraphs, None]:
            key = paragraph.pk if paragraph else None
            which = {"paragraph": key} if key else {"whole": "on"}
            figures = Figures.at(numbers[key], {"mandate": self.mandate.pk, **which}, self.period)
            parts.append(Part(paragraph, figures, done[key], work[key], active[key]))
        return parts

    def _heaps(self) -> dict[str, Q]:
        return {
            "done": conditions.done_within(self.period),
            "active": conditions.ACTIVE,
            "late": conditions.late(self.today),
            "overdue": conditions.overdue_from_partner(self.today),
            "pending": conditions.PENDING,
        }

    def _totals(self) -> dict[str, int]:
        heaps = {**self._heaps(), "without_day": conditions.done_on_unknown_day(self.period)}
        counts = {name: Count("pk", filter=heap) for name, heap in heaps.items()}
        return {**self.follow_ups.aggregate(**counts), "activities": self.activities.count()}

    def _numbers_by_paragraph(self) -> dict[int | None, dict[str, int]]:
        """How many there are of each, by the key of the paragraph; None for the mandate as a whole."""
        found: dict[int | None, dict[str, int]] = defaultdict(dict)
        counts = {name: Count("pk", filter=heap) for name, heap in self._heaps().items()}
        for rows, asked in ((self.follow_ups, counts), (self.activities, {"activities": Count("pk")})):
            linked: Any = rows.filter(implementations__mandate=self.mandate).order_by()
            for row in linked.values("implementations__paragraph").annotate(**asked):
                found[row.pop("implementations__paragraph")] |= row
        return found
