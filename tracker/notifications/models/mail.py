"""A mail to one person: that of a day, or one at once."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.background.mail_rows import MailRow, MailRowQuerySet, MailStatus


class MailKind(models.TextChoices):
    DIGEST = "digest", _("Daily mail")
    AT_ONCE = "at_once", _("At once")


class NotSent(models.TextChoices):
    """Why a mail was not sent."""

    NO_ACCOUNT = "no_account", _("Their account is closed.")
    LEFT = "left", _("They want no such mail any more.")
    NOTHING = "nothing", _("Nothing of it was left to tell.")
    TOO_LATE = "too_late", _("Its day was over.")


class MailQuerySet(MailRowQuerySet["Mail"]):
    def visible_to(self, user: User) -> Self:
        """Those that tell of anything that `user` sees: that somebody got one at all would tell of what is hidden."""
        if user.sees_restricted:
            return self
        lines: Any = self.model._meta.get_field("notifications").related_model
        told = lines._default_manager.filter(user=OuterRef("user"), made_at__lte=OuterRef("made_at"))
        still = told.filter(Q(closed_at=None) | Q(closed_at__gte=OuterRef("made_at")))
        return self.filter(Exists(still.visible_to(user)))

    def with_people(self) -> Self:
        return self.select_related("user__person", "user__mail_preferences")


class Mail(MailRow):
    """It tells of the notifications that name it, and of what is still so that was told before.

    `day` is that of its reader, by their clock.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("person"), related_name="mails")
    kind = models.CharField(_("kind"), max_length=10, choices=MailKind)
    day = models.DateField(_("day"))
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    # By an administrator, after it was not sent: then its day may be over.
    asked_again = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("asked for again by"), related_name="+"
    )
    why = models.CharField(_("why"), max_length=20, choices=NotSent, blank=True)

    objects: ClassVar[Any] = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail to a person")
        verbose_name_plural = _("mails to people")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "day"], condition=Q(kind=MailKind.DIGEST), name="one_daily_mail_a_person"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "at"], name="mail_by_status"),
            models.Index(fields=["day", "id"], name="mail_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.user}, {self.day:%Y-%m-%d}"

    @property
    def address(self) -> str:
        return str(self.user.email)

    def give_up(self, why: NotSent) -> None:
        self.close(MailStatus.NOT_SENT, why=why)

    def send_again(self, *, by: User) -> bool:
        """Though it was not sent, or only perhaps: under the same Message-ID. False where that is not so any more."""
        return self.ask_again(why="", asked_again=by)
