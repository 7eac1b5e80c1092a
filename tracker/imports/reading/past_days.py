"""Days of what is past: when it was agreed, and when it ended."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.follow_ups.statuses import ACTIVE
from tracker.imports.headers import Field

PAST = (Field.AGREED, Field.ENDED)


def checked(name: str, day: Any) -> Any:
    """The day. Raises ValidationError where it cannot be past."""
    if name in PAST and day and day > timezone.localdate():
        raise ValidationError(_("This day is still to come."))
    return day


def end_of(status: str, ended_on: date | None, *, came_in: bool) -> dict[str, Any]:
    """What a move to `status` writes of its end: the day that was said; of what comes in ended, that it was before."""
    if status in ACTIVE:
        return {}
    if ended_on:
        return {"ended_on": ended_on}
    return {"ended_before": timezone.localdate()} if came_in else {}
