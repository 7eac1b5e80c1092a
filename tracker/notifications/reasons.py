"""Why somebody is told of something. Each reason is a section of the daily mail, in this order."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    LATE = "late", _("Late and due today")
    REQUEST = "request", _("Requests to answer")
    MENTION = "mention", _("You were mentioned")
    CONFIRM = "confirm", _("To confirm")
    REPORTED = "reported", _("Partners tell you")
    NEW = "new", _("New for you")
    OWED = "owed", _("They owe us")
    WAITING = "waiting", _("Waiting that ran out")
    QUIET = "quiet", _("Gone quiet")
    ESCALATED = "escalated", _("Gone quiet, and now with you")
    AWAY = "away", _("Of colleagues who are away")
    CARRIED = "carried", _("Carried to the next meeting")
    RETURNED = "returned", _("Mail comes back")


# What happened once is told once; all else is told for as long as it is so.
TOLD_ONCE = frozenset({Reason.MENTION, Reason.REPORTED, Reason.NEW, Reason.CARRIED, Reason.RETURNED})
# What is a reason for a mail by itself, told before or not.
PRESSING = frozenset({Reason.LATE})
