"""Which mandate, or which of its paragraphs, a follow-up or an activity implements."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate, Paragraph


class ImplementationManager(models.Manager["Implementation"]):
    """Always with the names of what is implemented: nobody asks for a link without them."""

    def get_queryset(self) -> models.QuerySet["Implementation"]:
        return super().get_queryset().select_related("mandate", "paragraph__mandate")


class Implementation(models.Model):
    follow_up = models.ForeignKey(
        "follow_ups.FollowUp",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("follow-up"),
        related_name="implementations",
    )
    activity = models.ForeignKey(
        "follow_ups.Activity",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("activity"),
        related_name="implementations",
    )
    mandate = models.ForeignKey(Mandate, models.PROTECT, verbose_name=_("mandate"), related_name="implementations")
    paragraph = models.ForeignKey(
        Paragraph, models.PROTECT, null=True, blank=True, verbose_name=_("paragraph"), related_name="implementations"
    )

    objects = ImplementationManager()

    class Meta:
        # Its table was made when this package was a part of that one.
        app_label = "follow_ups"
        verbose_name = _("implementation")
        verbose_name_plural = _("implementations")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(follow_up=None) ^ Q(activity=None), name="implementation_by_follow_up_or_activity"
            ),
            models.UniqueConstraint(
                fields=["follow_up", "mandate"], condition=Q(paragraph=None), name="implementation_of_mandate_once"
            ),
            models.UniqueConstraint(fields=["follow_up", "paragraph"], name="implementation_of_paragraph_once"),
            models.UniqueConstraint(
                fields=["activity", "mandate"], condition=Q(paragraph=None), name="activity_implements_mandate_once"
            ),
            models.UniqueConstraint(fields=["activity", "paragraph"], name="activity_implements_paragraph_once"),
        ]

    def __str__(self) -> str:
        return f"{self.follow_up or self.activity} - {self.target}"

    @property
    def target(self) -> Target:
        return Target(self.mandate, self.paragraph)
