"""How entries read."""

from datetime import date

import pytest
from django.utils import translation

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.history.wording import FieldChange, changed_fields, summary, verb_label

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(claire: User) -> Entry:
    follow_up = FollowUp.log(by=claire, title="Speak")
    moved = follow_up.move_to("done", by=claire)
    assert moved is not None
    return moved


def test_a_move_tells_the_statuses_by_name_and_keeps_quiet_about_copies(entry: Entry) -> None:
    assert changed_fields(entry) == [FieldChange("Status", "Open", "Done")]


def test_a_move_is_summed_up_by_where_it_went(entry: Entry) -> None:
    assert summary(entry) == "Status: Done"


def test_a_deed_is_worded(entry: Entry) -> None:
    assert verb_label(entry) == "moved it on"


def test_an_unknown_deed_is_shown_as_it_is(entry: Entry) -> None:
    entry.verb = "tickled"
    assert verb_label(entry) == "tickled"


def test_dates_read_as_dates(claire: User) -> None:
    follow_up = FollowUp.log(by=claire, title="Speak")
    dated = follow_up.set_due(date(2018, 5, 31), by=claire)
    assert dated is not None
    with translation.override("en"):
        assert changed_fields(dated) == [FieldChange("Due date", "–", "31 May 2018")]


def test_rows_read_by_the_name_they_had(eu: Organisation, wco: Organisation, claire: User) -> None:
    moved = eu.change("edited", by=claire, parent=wco)
    assert moved is not None
    assert [(line.before, line.after) for line in changed_fields(moved)] == [("–", "WCO")]


def test_yes_and_no_are_words(eu: Organisation, claire: User) -> None:
    changed = eu.change("edited", by=claire, is_ours=True)
    assert changed is not None
    assert [(line.before, line.after) for line in changed_fields(changed)] == [("no", "yes")]


def test_a_change_of_no_column_is_told_under_its_name(eu: Organisation, claire: User) -> None:
    also = {"participants": {"from": [], "to": [1], "from_text": "", "to_text": "Anna"}}
    changed = eu.change("edited", by=claire, also=also)
    assert changed is not None
    assert changed_fields(changed) == [FieldChange("Participants", "–", "Anna")]


def test_adding_is_summed_up_by_the_deed(eu: Organisation) -> None:
    assert summary(eu.history.get()) == "logged it"
