"""How entries read."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.history.wording.words_of_entry import FieldChange, changed_fields, changed_lines, summary, verb_label
from tracker.mandates.models import Mandate
from tracker.pledges.models import Pledge

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
    # A part of ours is ours.
    assert [(line.before, line.after) for line in changed_fields(moved)] == [("–", "WCO"), ("no", "yes")]


def test_days_that_were_kept_in_figures_are_said_in_the_language_of_the_reader() -> None:
    title = "Acting for 2018-99-99, EU, 2018-01-02 – …"
    changes = {
        name: {"from": [], "to": ["key"], "from_text": "", "to_text": title} for name in ("appointments", "absences")
    }
    with translation.override("fr"):
        said = [line.after for line in changed_lines(Person, changes)]
    assert said == ["Acting for 2018-99-99, EU, 2 janvier 2018 – …"] * 2


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


@pytest.mark.parametrize(
    ("model", "name", "value", "words"),
    [
        (FollowUp, "invitation.starts", "2026-03-12T23:30:00+00:00", "13 March 2026, 00:30"),
        (FollowUp, "invitation.steps.travel.days", 0, "0"),
        (FollowUp, "invitation.steps.travel.days", -3, "-3"),
        (FollowUp, "due_on", "2018-05-31", "31 May 2018"),
        (FollowUp, "title", "", "–"),
        (Pledge, "quantity", "100000", "100,000"),
    ],
)
def test_a_value_reads_as_its_column_asks(model: type, name: str, value: object, words: str) -> None:
    change = {"from": "x", "to": value, "from_text": "it was", "to_text": ""}
    assert [line.after for line in changed_lines(model, {name: change})] == [words]


@pytest.mark.parametrize(
    ("verb", "words"),
    [("edited", "Status: Done"), ("undid", "undid the last change"), ("opened", "put it in the directory")],
)
def test_of_several_changes_the_status_sums_it_up_unless_the_deed_says_it_all(
    verb: str, words: str, entry: Entry
) -> None:
    title = {"from": "Speak", "to": "Say", "from_text": "", "to_text": ""}
    entry.verb, entry.changes = verb, {"title": title, **entry.changes}
    assert summary(entry) == words


@pytest.mark.parametrize(
    ("name", "before", "after", "lines"),
    [
        ("parties", None, [], []),
        ("parties", [], None, []),
        ("body", None, None, []),
        ("title", "", "Say", [("Title", "–", "Say")]),
        ("adopted_on", "2016-12-31 from 2016-01-01: ", "2018-05-25", [("Adopted on", "2016", "25 May 2018")]),
        ("kind", "strategy", "other", [("Kind", "Strategy", "other")]),
        ("removed_at", None, "2018-05-25T00:00:00+00:00", []),
        ("paragraphs", None, "5 Encourages", [("Paragraphs", "–", "5 Encourages")]),
        ("unknown", None, 0, [("Unknown", "–", "0")]),
    ],
)
def test_only_what_was_or_became_something_is_told(
    name: str, before: Any, after: Any, lines: list[tuple[str, str, str]]
) -> None:
    change = {"from": before, "to": after, "from_text": "", "to_text": ""}
    found = changed_lines(Mandate, {name: change})
    assert [(line.label, line.before, line.after) for line in found] == lines
