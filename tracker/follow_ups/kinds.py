"""What a follow-up may be: its kind, how firmly it was agreed, and who owes it to whom."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    INVITATION = "invitation", _("Invitation")
    COOPERATION = "cooperation_area", _("Cooperation area")
    TRAINING = "training", _("Training")
    BRIEFING = "briefing", _("Briefing")
    INFORMATION = "information_exchange", _("Information exchange")
    DOCUMENT = "document", _("Document")
    MEETING = "meeting", _("Meeting")
    DECISION = "decision", _("Decision to implement")
    OTHER = "other", _("Other")


class Strength(TextChoices):
    AGREED = "agreed", _("Agreed")
    OFFERED = "offered", _("Offered")
    EXPLORATORY = "exploratory", _("Exploratory")


class OwedBy(TextChoices):
    US = "us", _("Us")
    PARTNER = "partner", _("The partner")
