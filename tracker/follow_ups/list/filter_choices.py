"""What the filters of the follow-ups list offer besides the columns' own choices."""

from collections.abc import Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """What the status filter offers besides the statuses themselves."""

    ACTIVE = "active", _("All active")
    ENDED = "ended", _("All ended")


class Done(TextChoices):
    """How what is done stands to its first due date."""

    ON_TIME = "on_time", _("On time")
    AFTER_TIME = "after", _("After its first due date")


class Lacking(TextChoices):
    """What a follow-up may name and does not."""

    UNIT = "unit", _("Without unit")
    PARTNER = "partner", _("Without partner")
    MANDATE = "mandate", _("Without mandate")
    TAGS = "tags", _("Without tag")
    AGREED = "agreed_on", _("Imported, no day agreed")
    ENDED = "ended_on", _("Imported, no day ended")


class Confirmation(TextChoices):
    """Whether what is done was confirmed, where its kind asks for that."""

    TO_CONFIRM = "to_confirm", _("Reported done, not confirmed")
    MINE = "mine", _("Waiting for me to confirm it")
    CONFIRMED = "confirmed", _("Confirmed")


def is_of_one_person(filters: Mapping[str, Any]) -> bool:
    """Whether they find for each reader something else: what waits for them, or what they watch."""
    return bool(filters.get("desk") or filters.get("watched") or filters.get("confirmation") == Confirmation.MINE)
