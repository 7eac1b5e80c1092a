"""A series of meetings as the house of these tests has it, with one that was removed."""

from datetime import date
from typing import Any

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.meetings.models import Series
from tracker.meetings.series.usual_participant_values import Usual

SECOND_TUESDAY = {"rule": "FREQ=MONTHLY;BYDAY=2TU", "begins_on": date(2030, 6, 11)}


def series_there(by: User, unit: Organisation) -> dict[str, Any]:
    """Their keys, by the names that stand in the addresses of the table."""
    usual = [Usual(person=by.person), Usual(organisation=unit, title="Analyst")]
    series = Series.make(by=by, name="Coordination meeting", usual=usual, kind="internal", **SECOND_TUESDAY)
    changed = series.change("edited", by=by, place="Room 4")
    gone = Series.make(by=by, name="No more talks", **SECOND_TUESDAY)
    gone.remove(by=by)
    return {
        "series": series.pk,
        "removed_series": gone.pk,
        "last_series_change": changed.pk if changed else None,
        "occurrence": series.meetings.present().get().pk,
    }
