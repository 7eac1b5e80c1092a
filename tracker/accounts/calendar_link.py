"""A person's private link to their calendar: whoever has it may read, so only its digest is kept."""

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Self

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User

# Programs ask every few minutes: it is noted no more often than this that they did.
COARSE = timedelta(hours=1)


class Alarm(models.TextChoices):
    """When a calendar program reminds of what stands there."""

    NONE = "none", _("No reminder")
    HOUR_BEFORE = "hour_before", _("An hour before, or the morning of the day")
    MORNING = "morning", _("The morning of the day, at 8:00")
    DAY_BEFORE = "day_before", _("A day before")


class DueDates(models.TextChoices):
    """What becomes in a calendar of the days by which one's own follow-ups are due."""

    NONE = "none", _("Not in my calendar")
    EVENTS = "events", _("As events of a day")
    TO_DOS = "to_dos", _("As to-dos")


class CalendarLinkQuerySet(models.QuerySet["CalendarLink"]):
    def working(self) -> Self:
        """Those whose owner may sign in and has chosen no new password since: who had the old one may have the link."""
        made_since = Q(user__password_set_at=None) | Q(user__password_set_at__lte=F("made_at"))
        return self.filter(made_since, user__is_active=True)


class CalendarLink(models.Model):
    user = models.OneToOneField(User, models.CASCADE, verbose_name=_("user"), related_name="calendar_link")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"))
    last_used_at = models.DateTimeField(_("last used"), null=True)
    alarm = models.CharField(_("reminders"), max_length=12, choices=Alarm, default=Alarm.NONE)
    due_dates = models.CharField(
        _("due dates of my follow-ups"), max_length=8, choices=DueDates, default=DueDates.NONE,
        help_text=_("Not every calendar program shows to-dos that it reads from an address."),
    )  # fmt: skip

    objects = CalendarLinkQuerySet.as_manager()

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
        fresh = {"digest": _digest(token), "made_at": timezone.now(), "last_used_at": None}
        cls.objects.update_or_create(user=user, defaults=fresh)
        return token

    @classmethod
    def revoke(cls, user: User) -> None:
        cls.objects.filter(user=user).delete()

    @classmethod
    def of(cls, token: str) -> "CalendarLink | None":
        """The link with this token, as long as it works."""
        return cls.objects.working().select_related("user__person").filter(digest=_digest(token)).first()

    def mark_used(self) -> None:
        now = timezone.now()
        if self.last_used_at is None or now - self.last_used_at >= COARSE:
            CalendarLink.objects.filter(pk=self.pk).update(last_used_at=now)


def _digest(token: str) -> str:
    return sha256(token.encode(errors="replace")).hexdigest()
