"""When somebody is away, and who stands in for them."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def visible_to(self, user: User) -> Self:
        """Those of people of whom this person may know, and of whoever stands in for them."""
        people: Any = self.model._meta.get_field("person").related_model
        hidden = people._default_manager.hidden_from(user).values("pk")
        return self.exclude(person__in=hidden).exclude(deputy__in=hidden)

    def on(self, day: date) -> Self:
        return self.filter(since__lte=day, until__gte=day)

    def for_whom(self, deputy: User, day: date) -> Self:
        """Of those for whom this person stands in that day."""
        return self.on(day).filter(deputy__account=deputy)


class Absence(models.Model):
    """From its first day to its last one, both included. History tells of it with the person: see `be_away`."""

    SAID_ONCE = ("person", "since", "until", "deputy")
    person = models.ForeignKey("Person", models.CASCADE, verbose_name=_("person"), related_name="absences")
    since = models.DateField(_("first day away"))
    until = models.DateField(_("last day away"))
    deputy = models.ForeignKey(
        "Person", models.PROTECT, null=True, blank=True, verbose_name=_("deputy"), related_name="stands_in"
    )

    objects: ClassVar[Any] = AbsenceQuerySet.as_manager()

    class Meta:
        app_label = "directory"
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["since", "id"]
        constraints = [models.CheckConstraint(condition=Q(until__gte=F("since")), name="absence_ends_after_it_starts")]
        indexes = [models.Index(fields=["until"], name="absence_by_last_day")]

    def __str__(self) -> str:
        return f"{self.person}, {self.since:%Y-%m-%d} – {self.until:%Y-%m-%d}"

    @property
    def told_deputy(self) -> Any:
        """Whoever stands in, as far as everybody may know of them: they may have become restricted since."""
        return self.deputy if self.deputy and not self.deputy.is_restricted else None
