"""What went without word: since when, and whom it went to, once that had been announced."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.files.models import AttachedFile
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.seen_by import seen_by


class Level(models.TextChoices):
    """In the order in which it goes up."""

    HEAD = "head", _("Head of unit")
    MANAGER = "manager", _("Managers")


class SilenceQuerySet(models.QuerySet["Silence"]):
    def open(self) -> Self:
        """Without a word since, and no file either; whether it is still so otherwise, `still_silent` asks."""
        kind = ContentType.objects.get_for_model(FollowUp)
        files = AttachedFile.objects.filter(content_type=kind, object_id=OuterRef("follow_up"), removed_at=None)
        since = files.filter(attached_at__gt=OuterRef("word_at"))
        return self.filter(~Exists(since), ended_at=None, follow_up__updated_at__lte=F("word_at"))

    def visible_to(self, user: User) -> Self:
        return self.filter(seen_by(user))


class Silence(models.Model):
    """`since` is the first day on which it stood before its owner so; `word_at` was the last word of it then.

    `head_on` and `managers_on` are the days on which it went to them.
    """

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, verbose_name=_("follow-up"), related_name="silences")
    since = models.DateField(_("without an update since"))
    word_at = models.DateTimeField(_("last update"))
    made_at = models.DateTimeField(_("announced"), default=timezone.now)
    head_on = models.DateField(_("went to the head of unit"), null=True)
    managers_on = models.DateField(_("went to the managers"), null=True)
    ended_at = models.DateTimeField(_("over"), null=True)

    objects: ClassVar[Any] = SilenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("silence")
        verbose_name_plural = _("silences")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["follow_up"], condition=Q(ended_at=None), name="one_silence_at_a_time")
        ]
        indexes = [models.Index(fields=["since"], name="silence_still_on", condition=Q(ended_at=None))]

    def __str__(self) -> str:
        return str(self.follow_up)


class EscalationQuerySet(models.QuerySet["Escalation"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(seen_by(user, "silence__follow_up"))


class Escalation(models.Model):
    """That it went to somebody: to whom, at which level, and when."""

    silence = models.ForeignKey(Silence, models.CASCADE, verbose_name=_("silence"), related_name="escalations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("told"), related_name="+")
    level = models.CharField(_("level"), max_length=8, choices=Level)
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects: ClassVar[Any] = EscalationQuerySet.as_manager()

    class Meta:
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["silence", "user"], name="goes_to_each_once")]

    def __str__(self) -> str:
        return f"{self.silence}: {self.user}"
