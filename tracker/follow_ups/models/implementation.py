"""Which mandate, or which of its paragraphs, a follow-up implements."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.mandates.models import Mandate, Paragraph


class Implementation(models.Model):
    follow_up = models.ForeignKey(
        "follow_ups.FollowUp", models.CASCADE, verbose_name=_("follow-up"), related_name="implementations"
    )
    mandate = models.ForeignKey(Mandate, models.PROTECT, verbose_name=_("mandate"), related_name="implementations")
    paragraph = models.ForeignKey(
        Paragraph, models.PROTECT, null=True, blank=True, verbose_name=_("paragraph"), related_name="implementations"
    )

    class Meta:
        verbose_name = _("implementation")
        verbose_name_plural = _("implementations")
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up", "mandate"], condition=Q(paragraph=None), name="implementation_of_mandate_once"
            ),
            models.UniqueConstraint(fields=["follow_up", "paragraph"], name="implementation_of_paragraph_once"),
        ]

    def __str__(self) -> str:
        return f"{self.follow_up} - {self.paragraph or self.mandate}"
