"""Exchange rates: what one unit of a currency was worth in another on a day, and according to whom."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from tracker.history.tracked_model import Tracked
from tracker.kit.money_and_exchange import CURRENCIES, Quoted


class RateQuerySet(models.QuerySet["Rate"]):
    def quoted_on(self, day: date) -> dict[str, Quoted]:
        """The last rate of each currency up to that day, the base currency among them."""
        rows = self.filter(day__lte=day).order_by("day")
        return {row.currency: row.quoted for row in rows}


class Rate(Tracked):
    """One euro is `rate` units of `currency`, on `day`, according to `source`."""

    currency = models.CharField(
        gettext_lazy("currency"), max_length=3, choices=[(code, code) for code in CURRENCIES if code != "EUR"]
    )
    day = models.DateField(gettext_lazy("day"))
    rate = models.DecimalField(
        gettext_lazy("rate"),
        max_digits=18,
        decimal_places=8,
        help_text=gettext_lazy("How many units of the currency one euro is."),
    )
    source = models.CharField(gettext_lazy("source"), max_length=100)

    objects: ClassVar[Any] = RateQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("exchange rate")
        verbose_name_plural = gettext_lazy("exchange rates")
        ordering = ["-day", "currency"]
        constraints = [
            models.UniqueConstraint(fields=["currency", "day"], name="rate_once_a_day"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="rate_is_more_than_nothing"),
        ]

    def __str__(self) -> str:
        return f"EUR/{self.currency} {self.day:%Y-%m-%d}"

    @property
    def quoted(self) -> Quoted:
        return Quoted(self.currency, self.rate, self.day, self.source)
