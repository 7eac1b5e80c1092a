"""Keeping a follow-up off one's own desk for a while."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.follow_ups.models.follow_up import FollowUp


class Snooze(models.Model):
    """The follow-up comes back to the person's desk on the day `until`.

    Its due date stays, and so does what everybody else sees: this is nobody's business, and no history tells it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("person"), related_name="+")
    follow_up = models.ForeignKey(
        FollowUp, models.CASCADE, verbose_name=_("follow-up"), related_name="snoozes", db_index=False
    )
    until = models.DateField(_("until"))

    class Meta:
        verbose_name = _("snoozed follow-up")
        verbose_name_plural = _("snoozed follow-ups")
        constraints = [models.UniqueConstraint(fields=["follow_up", "user"], name="snoozed_once")]

    def __str__(self) -> str:
        return str(self.follow_up)

    @classmethod
    def keep_off(cls, follow_up: FollowUp, *, by: User, until: date) -> None:
        cls.objects.update_or_create(follow_up=follow_up, user=by, defaults={"until": until})

    @classmethod
    def wake(cls, follow_up: FollowUp, *, by: User) -> None:
        cls.objects.filter(follow_up=follow_up, user=by).delete()
