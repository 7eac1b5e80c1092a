"""What a follow-up needs, and how much of it is covered or promised."""

from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.models import User
from tracker.follow_ups.models.follow_up import FollowUp
from tracker.history.models import Entry
from tracker.history.once import once
from tracker.history.opening.changed_since import UNKNOWN, Changed
from tracker.history.removable import Removable, RemovableQuerySet
from tracker.history.tracked_model import Stale
from tracker.kit.exact_decimal_field import ExactField
from tracker.pledges.resource_measure import Resource, measured


class Priority(models.IntegerChoices):
    HIGH = 1, gettext_lazy("1, high")
    MIDDLE = 2, gettext_lazy("2, middle")
    LOW = 3, gettext_lazy("3, low")


class Need(Resource, Removable):
    """`covered` and `promised` are running totals of its allocations, by whether their pledges are firm.

    One function writes them, `shift`; the constraint refuses more than the need lacks, whoever races.
    """

    follow_up = models.ForeignKey(
        FollowUp, models.CASCADE, verbose_name=gettext_lazy("follow-up"), related_name="needs"
    )
    priority = models.PositiveSmallIntegerField(gettext_lazy("priority"), choices=Priority, null=True, blank=True)
    covered = ExactField(gettext_lazy("covered"), default=0, editable=False)
    promised = ExactField(gettext_lazy("promised"), default=0, editable=False)
    version = models.PositiveIntegerField(gettext_lazy("version"), default=1, editable=False)
    key = models.UUIDField(null=True, editable=False)

    objects: ClassVar[Any] = RemovableQuerySet.as_manager()

    class Meta:
        # Its table was made when this package was a part of that one.
        app_label = "follow_ups"
        verbose_name = gettext_lazy("need")
        verbose_name_plural = gettext_lazy("needs")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["follow_up", "key"], name="need_estimated_once"),
            models.CheckConstraint(
                condition=Q(covered__gte=0, promised__gte=0, covered__lte=F("quantity") - F("promised")),
                name="need_is_not_covered_twice",
            ),
            *measured("need"),
        ]

    def __str__(self) -> str:
        return self.measure

    @property
    def missing(self) -> Decimal:
        """What no pledge is meant for yet."""
        missing: Decimal = self.quantity - self.covered - self.promised
        return missing

    @property
    def is_covered(self) -> bool:
        return bool(self.covered == self.quantity)

    @property
    def label(self) -> str:
        """Its measure, and its priority when it has one."""
        if self.priority is None:
            return self.measure
        return _("%(need)s, priority %(priority)s") % {"need": self.measure, "priority": self.get_priority_display()}

    @classmethod
    @transaction.atomic
    def estimate(cls, follow_up: FollowUp, *, by: User, **values: Any) -> "Need":
        """A new need. A `key` used before gives the one it made then: a double submit is one row."""
        key, make = values.get("key"), lambda: cls._estimate(follow_up, by, values)
        return once(cls, make, key=key, maker=by, follow_up=follow_up)

    @classmethod
    def _estimate(cls, follow_up: FollowUp, by: User, values: dict[str, Any]) -> "Need":
        fresh = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
        need = cls.objects.create(follow_up=fresh, **values)
        fresh.settle("estimated", by=by, also=need._told("", need.label))
        return need

    @transaction.atomic
    def edit(self, *, by: User, **values: Any) -> Entry | None:
        """Change it; `Stale` when somebody else did meanwhile. ValidationError when more is allocated than fits."""
        version = self.version
        self.refresh_from_db(from_queryset=Need.objects.select_for_update())
        if self.is_removed or self.version != version:
            raise Stale
        if problems := self.problems_with_allocated(self.covered + self.promised, values):
            raise ValidationError(problems)
        before, changed = self.label, [name for name, value in values.items() if getattr(self, name) != value]
        if not changed:
            return None
        for name in changed:
            setattr(self, name, values[name])
        self.version += 1
        self.save(update_fields=[*changed, "version"])
        return self._settle(by, before, self.label)

    @transaction.atomic
    def set_removed(self, verb: str, at: datetime | None, *, by: User) -> Entry | None:
        """ValidationError when it is to be removed and something is allocated to it."""
        rows = Need.objects.filter(pk=self.pk)
        may = rows.removed() if at is None else rows.present().filter(covered=0, promised=0)
        if may.update(removed_at=at):
            self.removed_at = at
            return self._settle(by, *(("", self.label) if at is None else (self.label, "")))
        if at and rows.present().exists():
            raise ValidationError(_("Pledges are meant for it. Take them back first."))
        return None

    def value_of(self, name: str) -> Any:
        return getattr(self, name)

    def changed_since(self, version: int, by: User) -> Changed:
        """Its history tells of it as a whole: whatever others made of it, each of its columns may have changed."""
        return {field.name: (UNKNOWN, None) for field in self._meta.fields}

    def shift(self, share: str, quantity: Decimal) -> bool:
        """Add to what is "covered" or "promised"; False, and nothing done, when it does not lack so much.

        The update itself asks, so that of many at once none covers it twice.
        """
        part = Value(quantity, output_field=ExactField())
        room = Need.objects.present().filter(pk=self.pk, covered__lte=F("quantity") - F("promised") - part)
        return bool(room.filter(**{f"{share}__gte": -quantity}).update(**{share: F(share) + part}))

    def _settle(self, by: User, before: str, after: str) -> Entry | None:
        follow_up: FollowUp = FollowUp.objects.select_for_update().get(pk=self.follow_up_id)
        return follow_up.settle("estimated", by=by, also=self._told(before, after))

    def _told(self, before: str, after: str) -> dict[str, dict[str, Any]]:
        keys = {"from": [self.pk] if before else [], "to": [self.pk] if after else []}
        return {"needs": {**keys, "from_text": before, "to_text": after}}
