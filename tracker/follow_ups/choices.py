"""What a follow-up may be: its kind, how firmly it was agreed, who owes it to whom, how urgent it is."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    INVITATION = "invitation", _("Invitation")
    COOPERATION = "cooperation_area", _("Cooperation area")
    TRAINING = "training", _("Training")
    BRIEFING = "briefing", _("Briefing")
    INFORMATION = "information_exchange", _("Information exchange")
    DOCUMENT = "document", _("Document")
    MEETING = "meeting", _("Meeting")
    DECISION = "decision", _("Decision to implement")
    RECOMMENDATION = "recommendation", _("Recommendation")
    OTHER = "other", _("Other")


class Strength(TextChoices):
    AGREED = "agreed", _("Agreed")
    OFFERED = "offered", _("Offered")
    EXPLORATORY = "exploratory", _("Exploratory")


class OwedBy(TextChoices):
    US = "us", _("Us")
    PARTNER = "partner", _("The partner")


class Progress(IntegerChoices):
    """How it goes, as the last note says that says so. Sorts the best first."""

    ON_TRACK = 1, _("On track")
    AT_RISK = 2, _("At risk")
    OFF_TRACK = 3, _("Off track")


class Acceptance(IntegerChoices):
    """How the body to which it was made answered a recommendation, however far that is by now."""

    ACCEPTED = 1, pgettext_lazy("recommendation", "Accepted")
    IN_PART = 2, pgettext_lazy("recommendation", "Accepted in part")
    NOTED = 3, pgettext_lazy("recommendation", "Noted")
    REJECTED = 4, pgettext_lazy("recommendation", "Rejected")


class FollowUpPriority(IntegerChoices):
    """Sorts the most urgent first."""

    URGENT = 1, _("Urgent")
    HIGH = 2, _("High")
    NORMAL = 3, _("Normal")
    LOW = 4, _("Low")
