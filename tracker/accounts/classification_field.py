"""General: every signed-in person sees it. Restricted: only those who was granted it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Classification(models.TextChoices):
    GENERAL = "general", _("General")
    RESTRICTED = "restricted", _("Restricted")


GENERAL = Classification.GENERAL
RESTRICTED = Classification.RESTRICTED


def classification_field() -> "models.CharField[str, str]":
    return models.CharField(
        _("classification"),
        max_length=12,
        choices=Classification,
        default=GENERAL,
        help_text=_("Restricted: only the recorder, the participants, the owners and the readers you name see it."),
    )
