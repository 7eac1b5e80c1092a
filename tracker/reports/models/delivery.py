"""Each mail of a mailing: to whom it went and when, or why it did not."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.background.mail_rows import MailRow, MailRowQuerySet, MailStatus
from tracker.directory.models import Person
from tracker.reports.models.mailing import Mailing, MailingQuerySet


class NotSent(models.TextChoices):
    """Why a mail was not sent, where the mail server did not say so."""

    CLOSED = "closed", _("The account of whoever set it up is closed.")
    NO_RIGHT = "no_right", _("Whoever set it up is no longer a manager.")
    STOPPED = "stopped", _("It was paused or removed meanwhile.")
    GONE = "gone", _("The view is gone, or no longer there for whoever set it up.")
    NOT_GENERAL = "not_general", _("It asks for something that is gone or restricted.")
    TOO_MANY = "too_many", _("It has too many rows for such a file. Filter further.")
    TOO_LARGE = "too_large", _("The file is too large for a mail. Filter further.")
    NO_EMAIL = "no_email", _("No e-mail is known.")
    NO_ACCOUNT = "no_account", _("Their account is closed.")
    TOO_LATE = "too_late", _("Nobody was at work in the background while it was due.")


class DeliveryQuerySet(MailRowQuerySet["Delivery"]):
    def visible_to(self, user: User) -> Self:
        """Managers know of all that leaves the house."""
        return self if permissions.may_see_reports(user) else self.none()

    def end(self, why: NotSent) -> int:
        return self.update(status=MailStatus.NOT_SENT, why=why, at=timezone.now())


class Delivery(MailRow):
    """One mail to one recipient: `slot` is when it was due."""

    mailing = models.ForeignKey(Mailing, models.CASCADE, verbose_name=_("mailed report"), related_name="deliveries")
    slot = models.DateTimeField(_("due"))
    address = models.CharField(_("e-mail"), max_length=254, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, verbose_name=_("person"), related_name="deliveries")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, verbose_name=_("asked for by"), related_name="deliveries"
    )
    why = models.CharField(_("why"), max_length=20, choices=NotSent, blank=True)

    objects: ClassVar[Any] = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail sent")
        verbose_name_plural = _("mails sent")
        ordering = ["-slot", "id"]
        constraints = [
            models.UniqueConstraint(fields=["mailing", "slot", "address", "person"], name="delivery_once_a_slot"),
            models.UniqueConstraint(
                fields=["mailing", "slot", "address"], condition=~Q(address=""), name="delivery_once_an_address"
            ),
        ]
        indexes = [models.Index(fields=["status", "slot"], name="delivery_by_status")]

    def __str__(self) -> str:
        return f"{self.address or self.person}, {self.slot:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return self.mailing.get_absolute_url()


def with_last(mailings: MailingQuerySet) -> MailingQuerySet:
    """With what became of the latest mail of each, as `last_at` and `last_status`."""
    latest = Delivery.objects.filter(mailing=OuterRef("pk")).order_by("-slot", "-id")
    last = {f"last_{name}": Subquery(latest.values(name)[:1]) for name in ("at", "status")}
    return mailings.annotate(**last)
