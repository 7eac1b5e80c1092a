"""How somebody wants to be told: at which hour, on which days, of what. What they do not say is as the house has it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.notifications.reasons import Reason

# Where nobody has said anything.
HOUR = 8


@dataclass(frozen=True, slots=True)
class Wishes:
    """What counts for one person. `left` are reasons.

    `days` are those of ISO, from "1" for Monday; "" for the working week.
    """

    hour: int
    days: str
    zone: str
    left: frozenset[str]
    daily: bool
    at_once: bool

    @property
    def clock(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def slot_on(self, day: date) -> datetime:
        return datetime.combine(day, time(self.hour), self.clock)


class Preferences(models.Model):
    """Of one person; without one, of the house. `looked_on` is the last day for which their mail was seen to.

    `escalates` is said by the house alone.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, verbose_name=_("person"), related_name="mail_preferences"
    )
    hour = models.PositiveSmallIntegerField(_("hour"), null=True, blank=True)
    days = models.CharField(_("days"), max_length=7, blank=True)
    zone = models.CharField(_("time zone"), max_length=60, blank=True)
    left = models.JSONField(_("sections left"), default=list, blank=True)
    daily = models.BooleanField(_("daily mail"), null=True)
    at_once = models.BooleanField(_("mails at once"), null=True)
    escalates = models.BooleanField(_("escalation"), null=True)
    looked_on = models.DateField(null=True, editable=False)

    objects: ClassVar[models.Manager["Preferences"]] = models.Manager()

    class Meta:
        verbose_name = _("mail preferences")
        verbose_name_plural = _("mail preferences")
        constraints = [
            # Of one person one, and one of the house.
            models.UniqueConstraint(Coalesce("user", 0), name="one_preference_a_person"),
        ]

    def __str__(self) -> str:
        return str(self.user or _("the house"))

    @classmethod
    def of(cls, user: User) -> "Preferences":
        """Theirs, written or not."""
        try:
            found: Preferences = user.mail_preferences
        except ObjectDoesNotExist:
            found = cls(user=user)
        return found

    @classmethod
    def of_house(cls) -> "Preferences":
        return cls.objects.filter(user=None).first() or cls()

    @classmethod
    def kept(cls, user: User | None) -> "Preferences":
        """Theirs, or the house's, as a row."""
        return cls.objects.get_or_create(user=user)[0]

    def wishes(self, house: "Preferences") -> Wishes:
        return Wishes(
            hour=_first(self.hour, house.hour, HOUR),
            days=self.days or house.days,
            zone=self.zone or house.zone or settings.TIME_ZONE,
            left=frozenset(self.left or ()),
            daily=_first(self.daily, house.daily, True),
            at_once=_first(self.at_once, house.at_once, True),
        )

    @property
    def lets_go_up(self) -> bool:
        """Asked of the house's: whether what goes without word goes to heads of unit and managers."""
        return self.escalates is not False

    @transaction.atomic
    def set_left(self, what: str, *, left: bool) -> None:
        """Of two at once the second one waits, so that neither takes back what the other said."""
        held = Preferences.objects.select_for_update(no_key=True).get(pk=self.pk)
        wanted = {*held.left} | {what} if left else {*held.left} - {what}
        Preferences.objects.filter(pk=self.pk).update(left=[each.value for each in Reason if each.value in wanted])

    @classmethod
    def look(cls, user: User, day: date) -> bool:
        """Whether nobody has seen to the mail of that day yet; it is seen to now."""
        same = cls.objects.filter(Q(looked_on=None) | Q(looked_on__lt=day), user=user)
        return bool(same.update(looked_on=day))


def _first(*values: Any) -> Any:
    return next(each for each in values if each is not None)


def wishes_of(user: User) -> Wishes:
    return Preferences.of(user).wishes(Preferences.of_house())
