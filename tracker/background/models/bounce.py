"""Addresses to which no mail comes: a mail server refused them, or said later that it could not deliver."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BounceQuerySet(models.QuerySet["Bounce"]):
    def open(self) -> Self:
        return self.filter(cleared_at=None)

    def of(self, addresses: Iterable[str]) -> Self:
        """Open ones, of these addresses however they are written."""
        return self.open().filter(address__in={address.lower() for address in addresses if address})

    def clear(self, *, by: Any) -> int:
        """Somebody says that it works again. Said twice, the first time stands."""
        return self.open().update(cleared_at=timezone.now(), cleared_by=by)


class Bounce(models.Model):
    """`address` stands in small letters. Whose it is, the directory knows: one that was changed is nobody's."""

    address = models.CharField(_("e-mail"), max_length=254)
    since = models.DateTimeField(_("since"), default=timezone.now)
    last_at = models.DateTimeField(_("last"), default=timezone.now)
    said = models.CharField(_("what the mail server said"), max_length=300, blank=True)
    # Of the last mail that came back.
    message_id = models.CharField("Message-ID", max_length=200, blank=True, editable=False)
    cleared_at = models.DateTimeField(_("works again since"), null=True, editable=False)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, verbose_name=_("by"), related_name="+"
    )

    objects: ClassVar[Any] = BounceQuerySet.as_manager()

    class Meta:
        verbose_name = _("address that takes no mail")
        verbose_name_plural = _("addresses that take no mail")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["address"], condition=Q(cleared_at=None), name="bounces_once_at_a_time"),
        ]

    def __str__(self) -> str:
        return self.address

    @classmethod
    def mark(cls, address: str, said: str, message_id: str, *, at: datetime | None = None) -> None:
        """However often and by however many: `since` stays that of the first."""
        last_at = at or timezone.now()
        values: dict[str, Any] = {"said": said[:300], "message_id": message_id[:200], "last_at": last_at}
        same = cls.objects.of([address])
        if same.update(**values):
            return
        try:
            with transaction.atomic():
                cls.objects.create(address=address.lower(), since=last_at, **values)
        except IntegrityError:
            same.update(**values)
