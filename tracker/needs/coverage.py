"""What follow-ups need, as one person may see it: covered, promised, missing, in words and as a bar.

The sums are drawn from the allocations this person sees, not from the totals: those would tell of hidden pledges.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.kit.exact_decimal_field import plain
from tracker.kit.money_and_exchange import format_number
from tracker.needs.models import Allocation, Need
from tracker.pledges.models import Pledge, PledgeQuerySet
from tracker.pledges.resource_measure import Kind


@dataclass(frozen=True, slots=True)
class Coverage:
    """A need with the allocations to it; `covered` and `promised` are in its unit."""

    need: Need
    allocations: list[Allocation]

    @property
    def covered(self) -> Decimal:
        return self._of("covered")

    @property
    def promised(self) -> Decimal:
        return self._of("promised")

    @property
    def missing(self) -> Decimal:
        missing: Decimal = self.need.quantity - self.covered - self.promised
        return missing

    @property
    def covered_percent(self) -> float:
        return float(round(self.covered / self.need.quantity * 100, 1))

    @property
    def promised_percent(self) -> float:
        return float(round(self.promised / self.need.quantity * 100, 1))

    @property
    def words(self) -> str:
        """Such as "€ 90,000 of € 200,000 covered, € 50,000 promised, € 60,000 missing"."""
        said = {"covered": self._say(self.covered), "whole": self.need.say(self.need.quantity)}
        parts = [_("%(covered)s of %(whole)s covered") % said]
        if self.promised:
            parts.append(_("%(promised)s promised") % {"promised": self.need.say(self.promised)})
        if self.missing:
            parts.append(_("%(missing)s missing") % {"missing": self.need.say(self.missing)})
        return ", ".join(parts)

    @property
    def short(self) -> str:
        """Such as "€ 90,000 of € 200,000", "0 of 2 secondees"."""
        need = self.need
        if need.kind == Kind.MONEY:
            return _("%(part)s of %(whole)s") % {"part": need.say(self.covered), "whole": need.say(need.quantity)}
        count = need.people or need.quantity
        part = plain(round(self.covered * count / need.quantity, 1))
        said = {"part": format_number(part), "count": format_number(Decimal(count)), "what": need.what or _("staff")}
        return _("%(part)s of %(count)s %(what)s") % said

    def _say(self, part: Decimal) -> str:
        """A part beside the whole, which names the unit of what is not money."""
        return self.need.say(part) if self.need.kind == Kind.MONEY else format_number(part)

    def _of(self, share: str) -> Decimal:
        return sum((row.quantity for row in self.allocations if row.pledge.share == share), Decimal(0))


def coverage_of(follow_ups: Iterable[FollowUp], user: User) -> dict[int, list[Coverage]]:
    """By the key of a follow-up: its needs. In two queries, however many follow-ups there are."""
    needs = _needs_of(follow_ups)
    return _coverage(needs, Pledge.objects.visible_to(user)) if needs else {}


def coverage_among(follow_ups: Iterable[FollowUp], pledges: PledgeQuerySet) -> dict[int, list[Coverage]]:
    """The same of those pledges alone."""
    return _coverage(_needs_of(follow_ups), pledges)


def _needs_of(follow_ups: Iterable[FollowUp]) -> list[Need]:
    keys = [follow_up.pk for follow_up in follow_ups]
    return list(Need.objects.present().filter(follow_up__in=keys)) if keys else []


def _coverage(needs: list[Need], pledges: PledgeQuerySet) -> dict[int, list[Coverage]]:
    seen = Allocation.objects.filter(need__in=needs, pledge__in=pledges.values("pk"))
    to_need: dict[int, list[Allocation]] = {need.pk: [] for need in needs}
    for row in seen.select_related("pledge__donor", "pledge__meeting", "need").order_by("id"):
        to_need[row.need_id].append(row)
    bars: dict[int, list[Coverage]] = {}
    for need in needs:
        bars.setdefault(need.follow_up_id, []).append(Coverage(need, to_need[need.pk]))
    return bars
