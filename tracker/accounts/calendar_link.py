"""A person's private link to their calendar: whoever has it may read, so only its digest is kept."""

from hashlib import sha256
from secrets import token_urlsafe
from typing import Self

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User


class CalendarLink(models.Model):
    user = models.OneToOneField(User, models.CASCADE, verbose_name=_("user"), related_name="calendar_link")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"))

    class Meta:
        app_label = "accounts"
        verbose_name = _("calendar link")
        verbose_name_plural = _("calendar links")

    def __str__(self) -> str:
        return str(self.user)

    @classmethod
    @transaction.atomic
    def make(cls, user: User) -> str:
        """A new link, in place of the one there may be; gives its token, which nobody can read again."""
        token = token_urlsafe(32)
        cls.objects.update_or_create(user=user, defaults={"digest": _digest(token), "made_at": timezone.now()})
        return token

    @classmethod
    def revoke(cls, user: User) -> None:
        cls.objects.filter(user=user).delete()

    @classmethod
    def of(cls, token: str) -> Self | None:
        """The link with this token, as long as its owner may sign in."""
        return cls.objects.select_related("user__person").filter(digest=_digest(token), user__is_active=True).first()


def _digest(token: str) -> str:
    return sha256(token.encode(errors="replace")).hexdigest()
