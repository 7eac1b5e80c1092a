"""Errors of ours by their kind and place, and the mails that tell administrators of them."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import Role, User
from tracker.accounts.permissions import may_invite
from tracker.background.mail_rows import MailRow, MailRowQuerySet
from tracker.background.models import names_of_work

# Of each kind at most one mail in so long.
QUIET = timedelta(hours=1)
# Of each kind of work that was given up.
QUIET_OF_WORK = timedelta(days=1)
# What such a row has as its kind; its place is the dotted name of the task.
GIVEN_UP = "given up"
# On the page of administrators.
SHOWN = timedelta(days=7)


class FaultQuerySet(models.QuerySet["Fault"]):
    def lately(self, now: datetime, within: timedelta = QUIET) -> Self:
        return self.filter(last_at__gte=now - within)

    def of_pages(self) -> Self:
        """Without work that was given up, which stands by itself."""
        return self.exclude(kind=GIVEN_UP)


class Fault(models.Model):
    """Never what the error said nor what was asked: either may quote what somebody wrote.

    `kind` is the name of the exception, `place` where in our code it was, `address` the page as the table of addresses
    has it, without keys; `request` is how the log knows the last one.
    """

    kind = models.CharField(_("kind"), max_length=100)
    place = models.CharField(_("where in the code"), max_length=200)
    address = models.CharField(_("address"), max_length=200)
    request = models.CharField(_("request"), max_length=64)
    first_at = models.DateTimeField(_("first"), default=timezone.now)
    last_at = models.DateTimeField(_("last"), default=timezone.now, db_index=True)
    times = models.PositiveIntegerField(_("times"), default=0)
    mailed_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[Any] = FaultQuerySet.as_manager()

    class Meta:
        verbose_name = _("error")
        verbose_name_plural = _("errors")
        ordering = ["-last_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["kind", "place"], name="fault_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.place}"

    @classmethod
    def note(cls, kind: str, place: str, *, address: str, request: str) -> "Fault":
        """Counts it; `mailed_at` is asked by `is_to_be_mailed`."""
        fault: Fault = cls.objects.get_or_create(kind=kind[:100], place=place[:200])[0]
        last = {"address": address[:200], "request": request, "last_at": timezone.now()}
        cls.objects.filter(pk=fault.pk).update(times=F("times") + 1, **last)
        fault.refresh_from_db()
        return fault

    @classmethod
    def note_given_up(cls, place: str, times: int, last_at: datetime) -> "Fault":
        """Of one kind of work, how often it was given up and when last."""
        values = {"times": times, "last_at": last_at}
        fault: Fault = cls.objects.update_or_create(kind=GIVEN_UP, place=place[:200], defaults=values)[0]
        return fault

    @property
    def is_of_work(self) -> bool:
        return self.kind == GIVEN_UP

    @property
    def work(self) -> str:
        return str(names_of_work().get(self.place, self.place))

    def is_to_be_mailed(self) -> bool:
        """Once in a while, to whoever asks first."""
        now, quiet = timezone.now(), QUIET_OF_WORK if self.is_of_work else QUIET
        due = Fault.objects.filter(Q(mailed_at=None) | Q(mailed_at__lte=now - quiet), pk=self.pk)
        return bool(due.update(mailed_at=now))


class FaultMailQuerySet(MailRowQuerySet["FaultMail"]):
    def visible_to(self, user: User) -> Self:
        return self if may_invite(user) else self.none()


class FaultMail(MailRow):
    """Of one kind of error to one administrator."""

    fault = models.ForeignKey(Fault, models.CASCADE, verbose_name=_("error"), related_name="mails")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("to"), related_name="+")

    objects: ClassVar[Any] = FaultMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail of an error")
        verbose_name_plural = _("mails of errors")
        ordering = ["-id"]
        indexes = [models.Index(fields=["status", "at"], name="fault_mail_by_status")]

    def __str__(self) -> str:
        return f"{self.fault}, {self.user}"

    @property
    def address(self) -> str:
        return self.user.email

    @classmethod
    def write(cls, fault: Fault) -> None:
        """To each administrator, to be sent."""
        people = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
        cls.objects.bulk_create(cls(fault=fault, user=user) for user in people)

    def get_absolute_url(self) -> str:
        return reverse("health:how")
