"""Which part of a pledge is meant for which need, and at what rate when their currencies differ."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.classification_field import ITSELF
from tracker.accounts.models import User
from tracker.follow_ups.models.follow_up import FollowUp
from tracker.history.models import Entry
from tracker.history.once import once
from tracker.history.opening.traces import TRACES
from tracker.history.visible import is_hidden
from tracker.kit.exact_decimal_field import ExactField
from tracker.kit.money_and_exchange import exchange, format_rate
from tracker.needs.models.need import Need
from tracker.pledges.models import Pledge
from tracker.pledges.models.exchange_rate import Rate

CLOSED = gettext_lazy(
    "This follow-up is restricted: what is left of the pledge would tell of it. "
    "A follow-up that its meeting alone restricts can count on the pledges of that meeting."
)


class Allocation(models.Model):
    """A part of a pledge that is meant for a need.

    `quantity` is in the need's unit, `taken` in the pledge's: they differ when the currencies do, by `rate` units of
    the pledge's currency for one of the need's, as on `rate_day` according to `rate_source`.
    """

    pledge = models.ForeignKey(Pledge, models.PROTECT, verbose_name=gettext_lazy("pledge"), related_name="allocations")
    need = models.ForeignKey(Need, models.PROTECT, verbose_name=gettext_lazy("need"), related_name="allocations")
    quantity = ExactField(gettext_lazy("quantity"))
    taken = ExactField(gettext_lazy("taken from the pledge"))
    rate = models.DecimalField(gettext_lazy("rate"), max_digits=24, decimal_places=10, null=True, blank=True)
    rate_day = models.DateField(gettext_lazy("day of the rate"), null=True, blank=True)
    rate_source = models.CharField(gettext_lazy("source of the rate"), max_length=250, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=gettext_lazy("by"), related_name="allocations"
    )
    at = models.DateTimeField(gettext_lazy("when"), auto_now_add=True)
    key = models.UUIDField(null=True, editable=False)

    class Meta:
        # Its table was made when this package was a part of that one.
        app_label = "follow_ups"
        verbose_name = gettext_lazy("allocation")
        verbose_name_plural = gettext_lazy("allocations")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="allocated_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0, taken__gt=0), name="allocation_is_more_than_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.pledge} → {self.need}"

    @classmethod
    @transaction.atomic
    def make(cls, pledge: Pledge, need: Need, quantity: Decimal, *, by: User, key: UUID | None = None) -> Self:
        """Mean `quantity`, in the need's unit, of the pledge for the need. Raises ValidationError when it cannot be.

        A `key` used before gives the one it made then. Locks run from the pledge over the need to the follow-up.
        """
        # Before it looks, the second press waits for the first: it must not find the pledge spent.
        locked = Pledge.objects.select_for_update().get(pk=pledge.pk)
        return once(cls, lambda: cls._make(locked, need, quantity, by=by, key=key), key=key, maker=by, by=by)

    @classmethod
    def _make(cls, pledge: Pledge, need: Need, quantity: Decimal, *, by: User, key: UUID | None) -> Self:
        need = Need.objects.select_for_update().get(pk=need.pk)
        # Nobody restricts it meanwhile.
        need.follow_up = FollowUp.objects.select_for_update().get(pk=need.follow_up_id)
        cls._check(pledge, need)
        swap = exchange(quantity, need.currency, pledge.currency, Rate.objects.quoted_on(timezone.localdate()))
        if swap is None:
            raise ValidationError({"quantity": _("There is no exchange rate between their currencies yet.")})
        if not pledge.take(swap.amount):
            raise ValidationError({"quantity": _("Not so much of the pledge is free. Look again at what is left.")})
        if not need.shift(pledge.share, quantity):
            raise ValidationError({"quantity": _("It does not lack so much. Look again at what is missing.")})
        row = cls.objects.create(
            pledge=pledge, need=need, quantity=quantity, taken=swap.amount, by=by, key=key,
            rate=swap.rate, rate_day=swap.day, rate_source=swap.source,
        )  # fmt: skip
        row._settle(by, {"from": None, "to": pledge.pk, "from_text": "", "to_text": row.words})
        return row

    @transaction.atomic
    def take_back(self, *, by: User) -> Entry | None:
        """The need lacks it again, the pledge has it again."""
        pledge = Pledge.objects.select_for_update().get(pk=self.pledge_id)
        if not Allocation.objects.filter(pk=self.pk).delete()[0]:
            return None
        pledge.take(-self.taken)
        if pledge.share:
            self.need.shift(pledge.share, -self.quantity)
        return self._settle(by, {"from": pledge.pk, "to": None, "from_text": self.words, "to_text": ""})

    @property
    def words(self) -> str:
        """Such as "€ 50,000 of EU: € 90,000 (pledged)", as the history quotes it."""
        pledge = self.pledge
        said = {"part": self.shown, "pledge": pledge, "stage": pledge.get_stage_display()}
        return _("%(part)s of %(pledge)s, %(stage)s") % said

    @property
    def shown(self) -> str:
        return self.need.say(self.quantity)

    @property
    def rate_words(self) -> str:
        """Such as "€ 1 = US$ 1.1723 on 25 May 2018 (European Central Bank)"; empty within one currency."""
        if self.rate is None or self.rate_day is None:
            return ""
        return format_rate(self.need.currency, self.pledge.currency, self.rate, self.rate_day, self.rate_source)

    @staticmethod
    def _check(pledge: Pledge, need: Need) -> None:
        if pledge.kind != need.kind:
            raise ValidationError(_("The pledge is of another kind than the need."))
        if not pledge.share or need.is_removed:
            raise ValidationError(_("It was withdrawn or removed meanwhile."))
        if not serves(pledge, need.follow_up):
            raise ValidationError(_("The pledge is restricted: who sees this follow-up would see a trace of it."))
        if would_tell_of(pledge, need.follow_up):
            raise ValidationError(CLOSED)

    def _settle(self, by: User, told: dict[str, Any]) -> Entry | None:
        follow_up: FollowUp = FollowUp.objects.select_for_update().get(pk=self.need.follow_up_id)
        return follow_up.settle("allocated", by=by, also={"pledge": told})


def would_tell_of(pledge: Pledge, follow_up: FollowUp) -> bool:
    """Whether somebody sees the pledge and not the follow-up: what is left of the one would be a trace of the other."""
    return ITSELF in follow_up.closed_by or (
        follow_up.is_restricted and not _in_one_restricted_meeting(pledge, follow_up)
    )


def serves(pledge: Pledge, follow_up: FollowUp) -> bool:
    """Whether all who see the follow-up see the pledge too: the sum that it covers would be a trace of it."""
    return not pledge.is_restricted or _in_one_restricted_meeting(pledge, follow_up)


def _in_one_restricted_meeting(pledge: Pledge, follow_up: FollowUp) -> bool:
    """Whoever sees such a meeting sees all its pledges, and of its follow-ups those that it alone restricts."""
    meeting = follow_up.meeting
    return meeting is not None and meeting.is_restricted and meeting.pk == pledge.meeting_id


def _traces(things: Sequence[Any], by: User | None) -> dict[int, str]:
    """The allocations between these pledges and follow-ups and others that not the same people see."""
    keys = {noun: [each.pk for each in things if isinstance(each, noun)] for noun in (FollowUp, Pledge)}
    between = Allocation.objects.filter(Q(need__follow_up__in=keys[FollowUp]) | Q(pledge__in=keys[Pledge]))
    rows = between.select_related("pledge__meeting", "need__follow_up__meeting", "need__follow_up__passage__record")
    return {row.pk: sentence for row in rows if (sentence := _told_by(row.pledge, row.need.follow_up, by))}


def _told_by(pledge: Pledge, follow_up: FollowUp, by: User | None) -> str:
    if not serves(pledge, follow_up):
        return _("Follow-ups that more people see count on it. Take back what is allocated to them.")
    if not would_tell_of(pledge, follow_up):
        return ""
    if by is None or is_hidden(follow_up, by):
        return _("It would tell of something restricted. Ask somebody who sees all restricted matters.")
    words = _("What is left of a pledge would tell of “%(title)s”. Take back what is allocated to it first.")
    return words % {"title": follow_up}


TRACES.append(_traces)
