"""The report of a period beside the one before. Every figure is the count of a list, and knows its address."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.kit.periods import Period
from tracker.lists.speed_tricks import Unindexed
from tracker.needs.resource_totals import ResourceTotals
from tracker.reports import cuts
from tracker.reports.cuts import Cut, Place
from tracker.reports.due_date_slips import Slip, slipped
from tracker.reports.lines import durations
from tracker.reports.lines.report_row import Asked, Cell, ReportFigure, ReportRow
from tracker.reports.lines.without_days import WithoutDays
from tracker.reports.lines.worst import mark_worst, worst_first
from tracker.reports.measures import IN_PERIOD, TODAY, Measure

# The longest report anybody reads; the busiest lines stand in it.
MOST_LINES = 60


class Report:
    """All that the page shows, cut to what `user` may see, and to a `unit`, if any. What stands is as of `today`."""

    def __init__(self, user: User, period: Period, cut: Cut, today: date, unit: Organisation | None = None) -> None:
        self.period, self.cut, self.today, self.unit = period, cut, today, unit
        every: FollowUpQuerySet = FollowUp.objects.visible_to(user)
        self.rows = every.also_of_unit(unit) if unit else every
        self.asked = {"unit": str(unit.pk)} if unit else {}
        above = cuts.above(cut, unit)
        numbers, total = self._numbers(above)
        self._done, self.done_before = durations.to_done(self.rows, period, cut.path, above)
        self._first = durations.to_first_update(self.rows, period, cut.path, above)
        self.total = self._line(Place(None, _("All together")), self.asked, total, self._done.total, self._first.total)
        busiest = sorted(numbers, key=lambda key: (-numbers[key].total(), len(above.get(key, ())), str(key)))
        lines = [
            self._line(place, {**self.asked, **cut.asks(place.key)}, numbers[place.key],
                       self._done.by_key.get(place.key), self._first.by_key.get(place.key))
            for place in cuts.places(cut, busiest[:MOST_LINES], user)
        ]  # fmt: skip
        self.lines = mark_worst(worst_first(lines))
        self.left_out = len(busiest[MOST_LINES:])
        self.resources = ResourceTotals.of(self.rows.pending_resources(), {**self.asked, "status": "pending_resources"})
        self.without_days = WithoutDays.of(self.rows, period)
        self.slips: list[Slip] = slipped(self.rows, period)

    @property
    def title(self) -> str:
        cut = str(self.cut.label).lower()
        if self.unit:
            return _("Report of %(unit)s by %(cut)s") % {"unit": self.unit, "cut": cut}
        return _("Report by %(cut)s") % {"cut": cut}

    def _numbers(self, above: Mapping[Any, list[Any]]) -> tuple[dict[Any, Counter[str]], Counter[str]]:
        """What is not nothing, by key, and all together; what a part has its whole has too."""
        found: dict[Any, Counter[str]] = defaultdict(Counter)
        total: Counter[str] = Counter()
        for rows, asked in self._counts():
            total.update(rows.aggregate(**_counts_of(asked)) if self.cut.many else {})
            counts = _counts_of(asked, distinct=self.cut.many)
            for key, *numbers in rows.values_list(Unindexed(self.cut.path, never=True)).annotate(**counts):
                # Most are nothing, and there are thousands.
                some = [(name, number) for name, number in zip(counts, numbers, strict=True) if number]
                for each in above.get(key, (key,)) if some else ():
                    _add(found[each], some)
                if not self.cut.many:
                    _add(total, some)
        return found, total

    def _counts(self) -> Iterator[tuple[FollowUpQuerySet, dict[str, Q]]]:
        """Rows that an index finds, and what to count of them: one question for all would ask every row there is."""
        yield from self._counts_when(IN_PERIOD, self.period)
        yield from self._counts_when(IN_PERIOD, self.period.before, "_before")
        yield from self._counts_when(TODAY, self.today)

    def _counts_when[When](
        self, measures: Iterable[Measure[When]], when: When, suffix: str = ""
    ) -> Iterator[tuple[FollowUpQuerySet, dict[str, Q]]]:
        alike: dict[Callable[[FollowUpQuerySet, When], Sequence[FollowUpQuerySet]], dict[str, Q]] = defaultdict(dict)
        for each in measures:
            alike[each.among][f"n_{each.name}{suffix}"] = each.condition(when)
        for among, asked in alike.items():
            for part in among(self.rows, when):
                yield part.order_by(), asked

    @cached_property
    def _asks(self) -> dict[str, Asked]:
        """What each figure asks the list for: written once, and not on every line."""
        asks = {each.name: each.asks(self.period) for each in IN_PERIOD}
        before = {f"{each.name}_before": each.asks(self.period.before) for each in IN_PERIOD}
        every = {**asks, **before, **{each.name: each.asks(self.today) for each in TODAY}}
        return {name: Asked.of(asked) for name, asked in every.items()}

    def _line(
        self,
        place: Place,
        asked: Mapping[str, Any],
        numbers: Counter[str],
        to_done: float | None,
        to_first: float | None,
    ) -> ReportRow:
        rows, line, asks = reverse("follow_ups:list"), Asked.of(asked), self._asks

        def figure(name: str) -> ReportFigure:
            return ReportFigure(numbers[f"n_{name}"], rows, line, asks[name])

        happened = {each.name: Cell(figure(each.name), figure(f"{each.name}_before")) for each in IN_PERIOD}
        stands = {each.name: figure(each.name) for each in TODAY}
        return ReportRow(place.key, place.name, place.depth, happened, stands, to_done, to_first)


def _counts_of(asked: Mapping[str, Q], *, distinct: bool = False) -> dict[str, Count]:
    return {name: Count("pk", filter=condition or None, distinct=distinct) for name, condition in asked.items()}


def _add(counts: Counter[str], some: Iterable[tuple[str, int]]) -> None:
    for name, number in some:
        counts[name] += number
