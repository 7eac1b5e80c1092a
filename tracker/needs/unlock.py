"""What would an offer unlock? The question as rows know it, put to the solver, and its answer in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.choices import FollowUpPriority
from tracker.follow_ups.models import FollowUp
from tracker.history.once import key_of_part
from tracker.kit.exact_decimal_field import PLACES
from tracker.kit.money_and_exchange import exchange, format_number, format_rate, say_money
from tracker.kit.text import fold
from tracker.needs.coverage import Coverage, coverage_of
from tracker.needs.models import Allocation, Priority
from tracker.needs.solver import Answer, Area, Goal, Part, unlock
from tracker.pledges.models import Pledge
from tracker.pledges.models.exchange_rate import Rate
from tracker.pledges.resource_measure import Kind, say_staff_months

# So many areas are compared, the soonest due first.
MOST_AREAS = 500
# The priority of needs that say none, by that of their follow-up.
OF_ITS_NEEDS: dict[int | None, Priority] = {
    FollowUpPriority.URGENT: Priority.HIGH,
    FollowUpPriority.HIGH: Priority.HIGH,
    FollowUpPriority.NORMAL: Priority.MIDDLE,
    FollowUpPriority.LOW: Priority.LOW,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """`what` is the profile, or the things; nothing: any profile."""

    kind: str
    quantity: Decimal
    currency: str = ""
    what: str = ""

    @property
    def words(self) -> str:
        return format_part(self.kind, self.quantity, self.currency, self.what)


@dataclass(frozen=True, slots=True)
class UnlockRow:
    """A follow-up with, in words, what it takes of the offers, or what it would lack still."""

    follow_up: FollowUp
    priority: int
    words: str


@dataclass(frozen=True, slots=True)
class UnlockResult:
    """`unlocked` become feasible, `others` do not; of the `unestimated` and the `unpriced` nobody can say."""

    unlocked: list[UnlockRow] = field(default_factory=list)
    others: list[UnlockRow] = field(default_factory=list)
    unestimated: list[FollowUp] = field(default_factory=list)
    unpriced: list[FollowUp] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    rates: list[str] = field(default_factory=list)
    shares: list[tuple[int, Coverage, Decimal]] = field(default_factory=list)


def ask(offers: Sequence[Offer], goal: Goal, *, firm_only: bool, user: User, today: date) -> UnlockResult:
    """Compare what this person may see. With `firm_only` a promise covers nothing."""
    return _Asking(offers, firm_only, user, today).found(goal)


@transaction.atomic
def propose(
    offers: Sequence[Offer], found: UnlockResult, donor: Organisation, *, by: User, key: UUID, detail: str
) -> list[Pledge]:
    """The offers as indicated pledges of the donor, promised to what they would unlock. Twice the key is once.

    Raises ValidationError when somebody else promised the same meanwhile.
    """
    pledges = []
    for number, offer in enumerate(offers):
        people = {"people": 1} if offer.kind == Kind.STAFF else {}
        values = {"kind": offer.kind, "quantity": offer.quantity, "currency": offer.currency, "what": offer.what}
        own_key = key_of_part(key, str(number))
        pledges.append(Pledge.make(by=by, donor=donor, detail=detail, key=own_key, **values, **people))
    for number, (offer_number, bar, quantity) in enumerate(found.shares):
        part = min(quantity, bar.missing)
        if part:
            Allocation.make(pledges[offer_number], bar.need, part, by=by, key=key_of_part(key, f"share {number}"))
    return pledges


def format_part(kind: str, quantity: Decimal, currency: str, what: str) -> str:
    """Such as "€ 90,000", "12 staff months (analyst)", "3 scanners"."""
    if kind == Kind.MONEY:
        return say_money(quantity, currency)
    if kind == Kind.IN_KIND:
        return _("%(number)s %(what)s") % {"number": format_number(quantity), "what": what}
    months = say_staff_months(quantity)
    return _("%(months)s (%(what)s)") % {"months": months, "what": what} if what else months


class _Asking:
    def __init__(self, offers: Sequence[Offer], firm_only: bool, user: User, today: date) -> None:
        self.offers, self.firm_only = offers, firm_only
        self.currency = next((offer.currency for offer in offers if offer.currency), "EUR")
        self.quoted = Rate.objects.quoted_on(today)
        rows = FollowUp.objects.visible_to(user).pending_resources().with_names().by_due()[:MOST_AREAS]
        self.follow_ups: dict[int, FollowUp] = {row.pk: row for row in rows}
        self.bars = coverage_of(self.follow_ups.values(), user)
        self.rates: dict[str, None] = {}

    def found(self, goal: Goal) -> UnlockResult:
        areas: dict[int, Area] = {}
        unestimated, unpriced = [], []
        for key, follow_up in self.follow_ups.items():
            if key not in self.bars:
                unestimated.append(follow_up)
            elif (area := self._area(key)) is None:
                unpriced.append(follow_up)
            elif area.lacks:
                areas[key] = area
        parts = [Part(offer.kind, fold(offer.what), _whole(offer.quantity)) for offer in self.offers]
        answer = unlock(list(areas.values()), parts, goal)
        lacked = {key: [part.quantity for part in area.lacks] for key, area in areas.items()}
        return UnlockResult(
            [self._line(areas[key], lacked[key]) for key in areas if key in answer.chosen],
            [self._line(areas[key], gap) for key, gap in answer.gaps.items()],  # type: ignore[index]
            unestimated,
            unpriced,
            [self._left(number, left) for number, left in enumerate(answer.left)],
            list(self.rates),
            self._shares(answer, areas),
        )

    def _lacking(self, key: int) -> list[tuple[Coverage, Decimal]]:
        """The needs that are not covered, each with how much it lacks."""
        bars = self.bars[key]
        lacking = [(bar, bar.missing + bar.promised if self.firm_only else bar.missing) for bar in bars]
        return [(bar, quantity) for bar, quantity in lacking if quantity]

    def _area(self, key: int) -> Area | None:
        """None when the rate of a currency is not known."""
        lacks = []
        for bar, quantity in self._lacking(key):
            need = bar.need
            swap = exchange(quantity, need.currency, self.currency, self.quoted) if need.currency else None
            if need.currency and swap is None:
                return None
            if swap and swap.rate and swap.day:
                self.rates[format_rate(need.currency, self.currency, swap.rate, swap.day, swap.source)] = None
            what = "" if need.kind == Kind.MONEY else fold(need.what)
            lacks.append(Part(need.kind, what, _whole(swap.amount if swap else quantity)))
        own = OF_ITS_NEEDS.get(self.follow_ups[key].priority, Priority.LOW)
        priority = min(bar.need.priority or own for bar in self.bars[key])
        return Area(key, int(priority), tuple(lacks))

    def _line(self, area: Area, quantities: Sequence[int]) -> UnlockRow:
        key: Any = area.key
        needs = [bar.need for bar, _lacking in self._lacking(key)]
        words = [
            format_part(need.kind, _back(quantity), self.currency, need.what)
            for need, quantity in zip(needs, quantities, strict=True)
            if quantity
        ]
        return UnlockRow(self.follow_ups[key], area.priority, " · ".join(words))

    def _left(self, number: int, left: int) -> str:
        offer = self.offers[number]
        return format_part(offer.kind, _back(left), offer.currency, offer.what)

    def _shares(self, answer: Answer, areas: dict[int, Area]) -> list[tuple[int, Coverage, Decimal]]:
        """Of each offer, how much goes to which need, in the need's unit."""
        shares = []
        for use in answer.uses:
            key: Any = use.area
            bar, lacking = self._lacking(key)[use.lack]
            whole = areas[key].lacks[use.lack].quantity
            # A lack of money that one offer fills is taken as it stands: changed there and back it might lose a coin.
            shares.append((use.offer, bar, lacking if use.quantity == whole else _back(use.quantity)))
        return shares


def _whole(quantity: Decimal) -> int:
    return int(quantity.scaleb(PLACES))


def _back(quantity: int) -> Decimal:
    return Decimal(quantity).scaleb(-PLACES)
