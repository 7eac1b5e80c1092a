"""What the form of a series starts with, from a meeting or from the series as it stands, and what the verb takes."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation

from tests.meetings.series.conftest import MakeSeries
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.meetings.models import Meeting, Series
from tracker.meetings.participant_values import Participant
from tracker.meetings.series.forms import EditSeriesForm, NewSeriesForm, SeriesForm, say
from tracker.meetings.series.rule import days_of, last_day_of, times_of, with_end, without_end
from tracker.meetings.series.rule_in_words import said_rule
from tracker.meetings.series.usual_participant_values import Usual

DAY = date(2018, 5, 25)
SAME: dict[str, Any] = {
    "starts_at": time(9, 30), "zone": "Asia/Tokyo", "place": "Room 4", "kind": "call", "classification": RESTRICTED,
}  # fmt: skip


def test_from_a_meeting_it_starts_with_all_that_the_meeting_is(
    claire: User, omar: User, coordinator: Person, eu: Organisation
) -> None:
    there = [Participant(coordinator, eu, "Envoy"), Participant(claire.person)]
    meeting = Meeting.log(by=claire, title="Talks", held_on=DAY, participants=there, readers=[omar.person], **SAME)
    found = SeriesForm.started_from_meeting(meeting)
    assert [str(each) for each in found["initial"].pop("readers")] == ["Omar Diallo"]
    assert found == {
        "initial": SAME | {"name": "Talks", "begins_on": DAY, "rule_text": "FREQ=MONTHLY;BYDAY=4FR"},
        "known": [Usual(coordinator, eu, "Envoy"), Usual(claire.person)],
    }
    form = NewSeriesForm(user=claire, first=meeting, **SeriesForm.started_from_meeting(meeting))
    assert form.meaning.startswith("Every month on the fourth Friday. Next: ")


@pytest.mark.parametrize(
    ("rule", "when"),
    [
        ("FREQ=WEEKLY;BYDAY=FR", ("week", "weekday", None, "")),
        ("FREQ=MONTHLY;BYMONTHDAY=25;UNTIL=20300101", ("month", "day", date(2030, 1, 1), "")),
        ("FREQ=DAILY;UNTIL=20300101", ("rule", "weekday", None, "FREQ=DAILY;UNTIL=20300101")),
    ],
)
def test_from_a_series_it_starts_with_all_that_the_series_is(
    rule: str, when: tuple[Any, ...], make_series: MakeSeries, claire: User, omar: User
) -> None:
    usual = [Usual(claire.person)]
    series = make_series("Talks", begins_on=DAY, rule=rule, readers=[omar.person], usual=usual, **SAME)
    found = EditSeriesForm.started_from(series)
    assert [str(each) for each in found["initial"].pop("readers")] == ["Omar Diallo"]
    started = dict(zip(("repeats", "falls", "until", "rule"), when, strict=True))
    more = {"name": "Talks", "begins_on": DAY, "version": series.version, "rule_text": rule}
    assert found == {"initial": SAME | started | more, "known": usual}


def test_whoever_came_before_stays_as_they_stood_and_each_comes_once(
    claire: User, coordinator: Person, eu: Organisation, wco: Organisation
) -> None:
    known = [Usual(coordinator, eu, "Envoy"), Usual(None, eu, "Chief")]
    data = QueryDict(mutable=True)
    data.update({
        "name": "Talks", "repeats": "week", "begins_on": "2018-05-25", "kind": "call", "classification": "general",
        "posts-TOTAL_FORMS": "3", "posts-INITIAL_FORMS": "0", "posts-0-title": "Chief", "posts-0-organisation": "EU",
        "posts-1-title": "Chief", "posts-1-organisation": "EU", "posts-2-title": "Chief", "posts-2-organisation": "WCO",
    })  # fmt: skip
    data.setlist("people", ["Claire Dubois", "Gilles de Kerchove", ""])
    form = SeriesForm(data, user=claire, known=known)
    assert (form.is_valid(), form.errors) == (True, {})
    values = form.values()
    assert values.pop("usual") == [
        Usual(claire.person), Usual(coordinator, eu, "Envoy"), Usual(None, eu, "Chief"), Usual(None, wco, "Chief"),
    ]  # fmt: skip
    assert [*values.pop("readers")] == []
    assert values == {
        "name": "Talks", "begins_on": DAY, "starts_at": None, "zone": "Europe/Brussels", "place": "", "kind": "call",
        "classification": "general", "rule": "FREQ=WEEKLY;BYDAY=FR",
    }  # fmt: skip


@pytest.mark.one_database
def test_a_rule_says_when_it_ends_and_how_often_it_takes_place() -> None:
    rules = ("FREQ=DAILY", "FREQ=DAILY;COUNT=1", "FREQ=DAILY;COUNT=3", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20180608")
    assert [(times_of(each), last_day_of(each), without_end(each)) for each in rules] == [
        (None, None, "FREQ=DAILY"), (1, None, "FREQ=DAILY;COUNT=1"), (3, None, "FREQ=DAILY;COUNT=3"),
        (None, date(2018, 6, 8), "FREQ=WEEKLY;BYDAY=FR"),
    ]  # fmt: skip
    assert [said_rule(each, DAY) for each in rules] == [
        "By the rule FREQ=DAILY", "By the rule FREQ=DAILY;COUNT=1, 1 time", "By the rule FREQ=DAILY;COUNT=3, 3 times",
        "Every week on Friday, until 8 June 2018",
    ]  # fmt: skip
    found = [
        [day.day for day in days_of(rule, DAY, since=since)]
        for rule in rules[1:]
        for since in (None, date(2018, 5, 26))
    ]
    assert found == [[25], [], [25, 26, 27], [26, 27], [25, 1, 8], [1, 8]]
    assert (with_end(rules[3], date(2018, 7, 1)), with_end(rules[3], None)) == (
        "FREQ=WEEKLY;BYDAY=FR;UNTIL=20180701", "FREQ=WEEKLY;BYDAY=FR",
    )  # fmt: skip
    assert say(rules[3], DAY) == "Every week on Friday, until 8 June 2018. No day is to come."
    with translation.override("fr"):
        assert said_rule(rules[2], DAY) == "Selon la règle FREQ=DAILY;COUNT=3, 3 fois"


def test_a_series_goes_on_until_its_last_day(make_series: MakeSeries, claire: User, today: date) -> None:
    ended = {"Yesterday": -1, "Today": 0, "Tomorrow": 1}
    for name, days in ended.items():
        make_series(name)
        Series.objects.filter(name=name).update(ended_on=today + timedelta(days=days))
    make_series("For ever")
    make_series("Removed").remove(by=claire)
    rows = Series.objects.visible_to(claire)
    asked = [rows.ended(today), rows.going_on(today), Series.objects.removed_for(claire)]
    assert [sorted(str(each) for each in found) for found in asked] == [
        ["Today", "Yesterday"], ["For ever", "Tomorrow"], ["Removed"],
    ]  # fmt: skip
