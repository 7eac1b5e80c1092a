"""Closing in two steps: what was reported done, and that somebody else confirmed it."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.follow_ups.models.closing_rule import ClosingRule
from tracker.follow_ups.statuses import Status
from tracker.history.models import Entry


def is_unconfirmed(follow_up: Any) -> bool:
    """Whether it is reported done, and nobody confirmed that yet; `conditions.TO_CONFIRM` says the same."""
    return follow_up.reported_on is not None and follow_up.confirmed_on is None


def reported(follow_up: Any, status: str, kind: str) -> dict[str, Any]:
    """The columns that say so once it goes to `status`. What came in as done from an old list was done before."""
    came_in = follow_up.imported_on is not None and follow_up.version == 1
    asks = status == Status.DONE and not came_in and ClosingRule.of(kind).needs_confirmation
    return {"reported_on": timezone.localdate() if asks else None, "confirmed_on": None, "confirmed_by": None}


def lacks_evidence(follow_up: Any, status: str, given: Any) -> bool:
    """Whether it may not go to `status` with what is `given` to show for it: a note, a file, or nothing."""
    if status != Status.DONE or given or not ClosingRule.of(follow_up.kind).needs_evidence:
        return False
    return not follow_up.files.present().exists()


def confirm_done(
    follow_up: Any, *, by: User, on: date | None = None, confirmed_by: Person | None = None, note: str = ""
) -> Entry | None:
    """It is done indeed, as `confirmed_by` says. ValidationError when it was not reported done before that day."""
    if follow_up.confirmed_on:
        return None
    on = on or timezone.localdate()
    if not follow_up.reported_on:
        raise ValidationError(_("It is not reported done."))
    if on < follow_up.reported_on:
        raise ValidationError({"on": _("It was reported done later than that.")})
    values = {"confirmed_on": on, "confirmed_by": confirmed_by}
    entry: Entry | None = follow_up.change("confirmed", by=by, note=note, **values)
    return entry
