"""Mails to owners who have no account: whether the house sends them, each with its lines, and who wants none."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.background.mail_rows import MailRow, MailRowQuerySet, MailStatus
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.seen_by import seen_by

THE_HOUSE = 1


class OwnerReason(models.TextChoices):
    """Why a line stands in such a mail; each is a section, in this order."""

    LATE = "late", _("Past its day")
    DUE = "due", _("Due soon")
    NEW = "new", _("New for you")


class NotSent(models.TextChoices):
    OFF = "off", _("The house sends no such mails any more.")
    LEFT = "left", _("They want no such mail any more.")
    NOTHING = "nothing", _("Nothing of it was left to tell.")
    TOO_LATE = "too_late", _("Its day was over.")


class OwnerMailing(models.Model):
    """Of the whole house, one row: nothing leaves before an administrator has said so."""

    is_on = models.BooleanField(_("sent"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+")
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects: ClassVar[models.Manager["OwnerMailing"]] = models.Manager()

    class Meta:
        verbose_name = _("mailing to owners without an account")
        verbose_name_plural = _("mailings to owners without an account")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def of_house(cls) -> "OwnerMailing | None":
        return cls.objects.filter(pk=THE_HOUSE).select_related("by").first()

    @classmethod
    def is_sent(cls) -> bool:
        return cls.objects.filter(pk=THE_HOUSE, is_on=True).exists()

    @classmethod
    def say(cls, *, is_on: bool, by: User) -> bool:
        """Whether that changes anything."""
        if cls.is_sent() == is_on:
            return False
        cls.objects.update_or_create(pk=THE_HOUSE, defaults={"is_on": is_on, "by": by, "at": timezone.now()})
        return True


class OwnerMailQuerySet(MailRowQuerySet["OwnerMail"]):
    def visible_to(self, user: User) -> Self:
        """Those that tell of anything that `user` sees."""
        told = OwnerLine.objects.filter(seen_by(user), mail=OuterRef("pk"))
        return self.filter(Exists(told), person__in=Person.objects.known_to(user).values("pk"))


class OwnerMail(MailRow):
    """At most one a day to a person."""

    person = models.ForeignKey(Person, models.CASCADE, verbose_name=_("person"), related_name="owner_mails")
    day = models.DateField(_("day"))
    # Of whom and of which day, as it was written: whoever they were found to be since.
    once = models.CharField(max_length=40, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    why = models.CharField(_("why"), max_length=20, choices=NotSent, blank=True)

    objects: ClassVar[Any] = OwnerMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail to an owner")
        verbose_name_plural = _("mails to owners")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["status", "at"], name="owner_mail_by_status"),
            models.Index(fields=["day", "id"], name="owner_mail_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.day:%Y-%m-%d}"

    def give_up(self, why: NotSent) -> None:
        self.close(MailStatus.NOT_SENT, why=why)

    def send_again(self, day: date) -> bool:
        """Though it was not sent, or only perhaps. False where that is not so any more, or its day is over."""
        wrong = [MailStatus.NOT_SENT, MailStatus.UNSURE]
        same = OwnerMail.objects.filter(pk=self.pk, status__in=wrong, day=day)
        return bool(same.update(status=MailStatus.WAITING, why="", said="", at=timezone.now()))


class OwnerLine(models.Model):
    """What a mail told, and why."""

    mail = models.ForeignKey(OwnerMail, models.CASCADE, verbose_name=_("mail"), related_name="lines")
    follow_up = models.ForeignKey(FollowUp, models.CASCADE, verbose_name=_("follow-up"), related_name="+")
    reason = models.CharField(_("reason"), max_length=10, choices=OwnerReason)

    objects: ClassVar[models.Manager["OwnerLine"]] = models.Manager()

    class Meta:
        verbose_name = _("line of a mail to an owner")
        verbose_name_plural = _("lines of mails to owners")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.follow_up}"


class NoOwnerMailQuerySet(models.QuerySet["NoOwnerMail"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(person__in=Person.objects.known_to(user).values("pk"))


class NoOwnerMail(models.Model):
    """Somebody left these mails, by the link in one."""

    person = models.OneToOneField(Person, models.CASCADE, verbose_name=_("person"), related_name="no_owner_mail")
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects: ClassVar[Any] = NoOwnerMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish for no mails to owners")
        verbose_name_plural = _("wishes for no mails to owners")

    def __str__(self) -> str:
        return str(self.person)
