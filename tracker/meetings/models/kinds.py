"""What kinds of meetings there are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingKind(models.TextChoices):
    VISIT = "visit", _("Bilateral visit")
    BILATERAL = "bilateral", _("Bilateral meeting")
    COMMITTEE = "committee", _("Committee or board")
    COUNCIL = "council", _("Council or assembly")
    WORKSHOP = "workshop", _("Workshop or conference")
    CALL = "call", _("Call")
    INTERNAL = "internal", _("Internal meeting")
    OTHER = "other", _("Other")
