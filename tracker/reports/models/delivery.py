"""Each mail of a mailing: to whom it went and when, or why it did not."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.directory.models import Person
from tracker.reports.models.mailing import Mailing, MailingQuerySet


class Status(models.TextChoices):
    WAITING = "waiting", _("To be sent")
    BEGUN = "begun", _("Being sent")
    SENT = "sent", _("Sent")
    NOT_SENT = "not_sent", _("Not sent")
    UNSURE = "unsure", _("Perhaps sent")


class NotSent(models.TextChoices):
    """Why a mail was not sent, or not yet."""

    CLOSED = "closed", _("The account of whoever set it up is closed.")
    NO_RIGHT = "no_right", _("Whoever set it up is no longer a manager.")
    STOPPED = "stopped", _("It was paused or removed meanwhile.")
    GONE = "gone", _("The view is gone, or no longer there for whoever set it up.")
    NOT_GENERAL = "not_general", _("It asks for something that is gone or restricted.")
    TOO_MANY = "too_many", _("It has too many rows for such a file. Filter further.")
    TOO_LARGE = "too_large", _("The file is too large for a mail. Filter further.")
    NO_EMAIL = "no_email", _("No e-mail is known.")
    NO_ACCOUNT = "no_account", _("Their account is closed.")
    REFUSED = "refused", _("The mail server did not take it.")
    UNREACHED = "unreached", _("The mail server could not be reached.")
    CUT_OFF = "cut_off", _("It was cut off while it was sent. It may have arrived, and is not sent again.")
    TOO_LATE = "too_late", _("Nobody was at work in the background while it was due.")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> Self:
        return self.filter(status=Status.WAITING)

    def end(self, why: NotSent, status: Status = Status.NOT_SENT) -> int:
        return self.update(status=status, why=why, at=timezone.now())


class Delivery(models.Model):
    """One mail to one recipient: `slot` is when it was due. It is written before the mail goes out."""

    mailing = models.ForeignKey(Mailing, models.CASCADE, verbose_name=_("mailed report"), related_name="deliveries")
    slot = models.DateTimeField(_("due"))
    address = models.CharField(_("e-mail"), max_length=254, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, verbose_name=_("person"), related_name="deliveries")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, verbose_name=_("asked for by"), related_name="deliveries"
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    why = models.CharField(_("why"), max_length=20, choices=NotSent, blank=True)
    said = models.CharField(_("what the mail server said"), max_length=300, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)

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

    def claim(self) -> bool:
        """Whether this mail is now ours to send: it is only once, whoever else tries."""
        same = Delivery.objects.waiting().filter(pk=self.pk)
        return bool(same.update(status=Status.BEGUN, why="", at=timezone.now()))

    def close(self, status: Status, why: str = "", said: str = "") -> None:
        Delivery.objects.filter(pk=self.pk).update(status=status, why=why, said=said[:300], at=timezone.now())


def with_last(mailings: MailingQuerySet) -> MailingQuerySet:
    """With what became of the latest mail of each, as `last_at` and `last_status`."""
    latest = Delivery.objects.filter(mailing=OuterRef("pk")).order_by("-slot", "-id")
    last = {f"last_{name}": Subquery(latest.values(name)[:1]) for name in ("at", "status")}
    return mailings.annotate(**last)
