"""A line: what somebody is told, why, by which mail, and when it was over."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.seen_by import seen_by
from tracker.notifications.models.mail import Mail
from tracker.notifications.reasons import Reason


class Closing(models.TextChoices):
    """Why there is nothing to tell any more."""

    OVER = "over", _("It is so no more.")
    UNSEEN = "unseen", _("They see it no more.")


class NotificationQuerySet(models.QuerySet["Notification"]):
    def open(self) -> Self:
        return self.filter(closed_at=None)

    def visible_to(self, user: User) -> Self:
        """Of follow-ups that `user` sees."""
        return self.filter(seen_by(user))

    def unread(self) -> Self:
        return self.filter(seen_at=None)

    def close(self, at: datetime, why: Closing) -> int:
        return self.open().update(closed_at=at, closed=why)

    def with_names(self) -> Self:
        of_it = ("owner", "partner", "meeting", "passage__record", "waiting_on")
        return self.select_related(*(f"follow_up__{name}" for name in of_it), "follow_up__unit").prefetch_related(
            "follow_up__owner__absences"
        )


class Notification(models.Model):
    """`cause` is the key of what happened: a note's mention, a request, the entry by which it came, an appearance.

    What is only so, such as being late, has none, and may begin anew once it was over.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("person"), related_name="notifications"
    )
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    follow_up = models.ForeignKey(FollowUp, models.CASCADE, verbose_name=_("follow-up"), related_name="notifications")
    cause = models.PositiveBigIntegerField(default=0, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    mail = models.ForeignKey(
        Mail, models.SET_NULL, null=True, verbose_name=_("first told by"), related_name="notifications"
    )
    seen_at = models.DateTimeField(_("read"), null=True, editable=False)
    closed_at = models.DateTimeField(_("over"), null=True, editable=False)
    closed = models.CharField(_("why over"), max_length=10, choices=Closing, blank=True, editable=False)

    objects: ClassVar[Any] = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "reason", "follow_up"], condition=Q(cause=0, closed_at=None), name="told_while_it_is_so"
            ),
            models.UniqueConstraint(
                fields=["user", "reason", "cause"], condition=Q(cause__gt=0), name="told_once_of_each_cause"
            ),
        ]
        indexes = [
            models.Index(F("user"), F("id").desc(), name="notification_of_person"),
            models.Index(fields=["made_at"], name="notification_untold", condition=Q(mail=None, closed_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.follow_up}"

    def get_absolute_url(self) -> str:
        return self.follow_up.get_absolute_url()
