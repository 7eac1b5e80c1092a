"""A series of meetings as the house of these tests has it, with one that was removed."""

from datetime import date
from typing import Any

from tests.conftest import CANARY
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
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


def restricted_series(by: User, person: Person, organisation: Organisation) -> dict[str, Any]:
    """The same, of which every word holds the canary; one of its meetings is called off."""
    made: dict[str, Any] = {"by": by, "classification": RESTRICTED, "place": CANARY, **SECOND_TUESDAY}
    usual = [Usual(person=person), Usual(organisation=organisation, title=f"Envoy for {CANARY}")]
    series = Series.make(name=f"Series on {CANARY}", usual=usual, readers=[person], **made)
    changed = series.change("edited", by=by, name=f"More of {CANARY}")
    series.meetings.get().call_off(by=by, why=f"No {CANARY}")
    gone = Series.make(name=f"No more of {CANARY}", **made)
    gone.remove(by=by)
    return {
        "series": series.pk,
        "removed_series": gone.pk,
        "last_series_change": changed.pk if changed else None,
        "occurrence": series.meetings.get(called_off_at=None).pk,
    }
