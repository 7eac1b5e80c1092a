from datetime import date, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation

from tracker.kit.date_formats import (
    format_date,
    format_date_with_weekday,
    format_due_date,
    format_short_date,
    format_since,
)

pytestmark = pytest.mark.one_database

WEDNESDAY = date(2018, 5, 23)
FRIDAY = date(2018, 5, 25)


def test_a_date_is_said_with_its_weekday_in_the_language_asked_for() -> None:
    assert format_date_with_weekday(FRIDAY, "en") == "Friday 25 May 2018"
    assert format_date_with_weekday(FRIDAY, "fr") == "vendredi 25 mai 2018"


def test_a_plain_date_is_said_without_its_weekday() -> None:
    assert format_date(FRIDAY, "en") == "25 May 2018"
    assert format_date(FRIDAY, "fr") == "25 mai 2018"


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2017, 5, 23), "365 days late"),
        (date(2018, 5, 20), "3 days late"),
        (date(2018, 5, 22), "yesterday"),
        (WEDNESDAY, "today"),
        (date(2018, 5, 24), "tomorrow"),
        (date(2018, 5, 31), "31 May 2018"),
        (date(2018, 6, 1), "1 Jun 2018"),
        (date(2019, 5, 31), "31 May 2019"),
    ],
)
def test_a_due_date_is_said_by_how_far_off_it_is(due_on: date, words: str) -> None:
    assert format_due_date(due_on, WEDNESDAY) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(date(2018, 5, 20), "20 May 2018"), (WEDNESDAY, "23 May 2018"), (date(2017, 9, 3), "3 Sep 2017")],
)
def test_a_day_is_said_without_judging_it(value: date, words: str) -> None:
    assert format_short_date(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [(date(2018, 1, 2), "since 2 Jan"), (date(2017, 12, 31), "since 31 Dec 2017")]
)
def test_since_when_somebody_owes_it_names_the_year_where_it_is_another(value: date, words: str) -> None:
    assert format_since(value, WEDNESDAY) == words


def test_french_ends_short_names_with_a_dot_and_counts_the_first_of_a_month() -> None:
    with translation.override("fr"):
        assert format_short_date(date(2018, 5, 31)) == "31 mai 2018"
        assert format_short_date(date(2018, 7, 1)) == "1er juil. 2018"
        assert format_due_date(date(2018, 5, 20), WEDNESDAY) == "3 jours de retard"


@pytest.mark.parametrize(
    ("day", "pattern", "said"),
    [
        (date(2018, 6, 1), "j F Y", "1er juin 2018"),
        (date(2018, 6, 11), "l j F", "lundi 11 juin"),
        (date(2018, 7, 1), "D j M Y", "dim. 1er juil. 2018"),
        (date(2018, 6, 2), "Y-m-d", "2018-06-02"),
    ],
)
def test_a_date_is_written_as_french_writes_it(day: date, pattern: str, said: str) -> None:
    with translation.override("fr"):
        template = Template("{% load kit %}{{ day|format_date:pattern }}")
        assert template.render(Context({"day": day, "pattern": pattern})) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [(-3, "3 days late"), (-2, "2 days late"), (-1, "yesterday"), (0, "today"), (1, "tomorrow"), (2, "27 May 2018")],
)
def test_only_the_days_beside_today_have_words_of_their_own(days: int, said: str) -> None:
    assert format_due_date(date(2018, 5, 25) + timedelta(days=days), date(2018, 5, 25)) == said
