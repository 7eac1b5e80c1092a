"""Whose report somebody sees: managers that of the whole house and of each unit, everybody else that of their own."""

from dataclasses import dataclass
from typing import Self

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, OrganisationQuerySet

NO_UNIT = _(
    "You see the report of the units in which you hold a post, and today you hold none in a unit of ours. Managers see"
    " the report of the whole house, and enter posts on the page of a person."
)


@dataclass(frozen=True, slots=True)
class ReportedUnits:
    """`units` are those of which this person sees a report; `whole`: that of the whole house as well."""

    units: list[Organisation]
    whole: bool

    @classmethod
    def of(cls, user: User) -> Self:
        whole, units = permissions.may_see_reports(user), _units(user)
        return cls(list(units if whole else units.filter(pk__in=_held_in(user))), whole)

    def __bool__(self) -> bool:
        return self.whole or bool(self.units)

    def find(self, key: str) -> Organisation | None:
        return next((unit for unit in self.units if str(unit.pk) == key), None)


def _units(user: User) -> OrganisationQuerySet:
    """The units of ours. A house without any that everybody knows of is one; else its top is no unit."""
    known, general = (Organisation.objects.visible_to(each) for each in (user, permissions.anybody()))
    found: OrganisationQuerySet = known.units() if general.units().exists() else known.ours()
    return found


def _held_in(user: User) -> set[int]:
    """The keys of the organisations in which this person holds a post today."""
    held = Appointment.objects.visible_to(user).held_on(timezone.localdate()).filter(person__account=user.pk)
    return set(held.values_list("organisation", flat=True))
