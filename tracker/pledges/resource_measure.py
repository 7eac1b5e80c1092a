"""What is lacking or offered: money, staff or something in kind. Needs and pledges are measured alike."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.kit.exact_decimal_field import ExactField, plain
from tracker.kit.money_and_exchange import format_number, say_money


class Kind(models.TextChoices):
    MONEY = "money", gettext_lazy("Money")
    STAFF = "staff", gettext_lazy("Staff")
    IN_KIND = "in_kind", gettext_lazy("In kind")


class Resource(models.Model):
    """`quantity` is the amount in `currency`, the months of all `people` together, or the number of things."""

    kind = models.CharField(gettext_lazy("kind"), max_length=8, choices=Kind, default=Kind.MONEY)
    quantity = ExactField(gettext_lazy("quantity"))
    currency = models.CharField(gettext_lazy("currency"), max_length=3, blank=True)
    people = models.PositiveSmallIntegerField(gettext_lazy("people"), null=True, blank=True)
    what = models.CharField(gettext_lazy("what"), max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def months(self) -> Decimal | None:
        """The months of each of the people."""
        return plain(self.quantity / self.people) if self.people else None

    @property
    def measure(self) -> str:
        """Such as "€ 90,000", "2 secondees, 12 months each", "3 laptops"."""
        if self.kind == Kind.STAFF:
            months = self.months or Decimal(0)
            said = ngettext("%(number)s month", "%(number)s months", 1 if months == 1 else 2)
            words = {"people": self.people, "what": self.what or _("staff")}
            words["months"] = said % {"number": format_number(months)}
            each = ngettext("%(people)s %(what)s, %(months)s", "%(people)s %(what)s, %(months)s each", self.people or 1)
            return each % words
        if self.kind == Kind.MONEY:
            return self.say(self.quantity)
        return _("%(number)s %(what)s") % {"number": format_number(self.quantity), "what": self.what}

    def problems_with_allocated(self, allocated: Decimal, values: Mapping[str, Any]) -> dict[str, Any]:
        """What keeps `values` from replacing its own while `allocated` of it is: a sentence for each field."""
        problems = {}
        if values.get("quantity", self.quantity) < allocated:
            said = {"allocated": self.say(allocated)}
            problems["quantity"] = _("%(allocated)s of it is allocated. Take some back first.") % said
        if allocated and values.get("currency", self.currency) != self.currency:
            problems["currency"] = _("A part of it is allocated in this currency. Take that back first.")
        return problems

    def say(self, quantity: Decimal) -> str:
        """A part of it, in its own unit."""
        if self.kind == Kind.MONEY:
            return say_money(quantity, self.currency)
        if self.kind == Kind.STAFF:
            return say_staff_months(quantity)
        return format_number(quantity)


def say_staff_months(quantity: Decimal) -> str:
    """Such as "1 staff month", "1.5 staff months"."""
    said = ngettext("%(number)s staff month", "%(number)s staff months", 1 if quantity == 1 else 2)
    return said % {"number": format_number(quantity)}


def measured(table: str) -> list[models.BaseConstraint]:
    """What each kind must and must not say."""
    money = Q(kind=Kind.MONEY, people=None) & ~Q(currency="")
    # A comparison with nothing is not false to a database: that there is a number has to be asked too.
    staff = Q(kind=Kind.STAFF, people__isnull=False, people__gte=1, currency="")
    in_kind = Q(kind=Kind.IN_KIND, people=None, currency="") & ~Q(what="")
    return [
        models.CheckConstraint(condition=money | staff | in_kind, name=f"{table}_says_what_its_kind_needs"),
        models.CheckConstraint(condition=Q(quantity__gt=0), name=f"{table}_is_more_than_nothing"),
    ]
