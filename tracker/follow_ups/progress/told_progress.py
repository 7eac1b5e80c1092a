"""How a follow-up goes: what the last note says that says so, by the days of the notes."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.follow_ups.choices import Progress
from tracker.history.stored_values import whole
from tracker.kit.date_formats import format_date


def told_progress(follow_up: Any, progress: int | None, at: datetime | None) -> dict[str, Any]:
    """What a note of that moment writes of it. ValidationError when a note of a later day said otherwise."""
    if progress is None:
        return {}
    day, last = timezone.localdate(at), last_told(follow_up)
    if last and day < last:
        words = {"day": format_date(last), "state": Progress(follow_up.progress).label if follow_up.progress else "–"}
        sentence = _("A note of %(day)s says already how it goes: %(state)s. Leave the state out of an earlier one.")
        raise ValidationError({"progress": sentence % words})
    if progress == follow_up.progress:
        # Said again it is told again.
        return {"also": {"progress": whole(progress, progress)}}
    return {"progress": progress}


def last_told(follow_up: Any) -> date | None:
    """The day of the last note that said how it goes, of those that nobody took back."""
    told = follow_up.history.filter(verb="noted", changes__has_key="progress", undone_by=None)
    at = told.order_by("-at").values_list("at", flat=True).first()
    return timezone.localdate(at) if at else None
