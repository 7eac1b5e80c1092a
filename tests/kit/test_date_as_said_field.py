"""The field for a date as people say it."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.utils import translation

from tracker.kit.date_as_said_field import DateAsSaidField
from tracker.kit.dates.as_said import DateAsSaid
from tracker.kit.dates.date_preview import date_preview, said_preview

pytestmark = pytest.mark.one_database

FRIDAY = date(2018, 5, 25)
WEEK = DateAsSaid(date(2018, 5, 28), date(2018, 6, 3), "the week after his visit")


class Due(forms.Form):
    due = DateAsSaidField(required=False)


def due(typed: str = "", *, day: date | None = None, is_moved: bool = False) -> Any:
    form = Due({"due": typed})
    field: Any = form.fields["due"]
    field.count_from(day, is_moved=is_moved)
    return form["due"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("25 May 2018", FRIDAY),
        ("June 2018", DateAsSaid(date(2018, 6, 1), date(2018, 6, 30))),
        ("Africa Day (25 May 2018)", DateAsSaid(FRIDAY, FRIDAY, "Africa Day")),
        ("the week after his visit", WEEK),
        (" 3  days after the meeting ", DateAsSaid(date(2018, 5, 28), date(2018, 5, 28), "3 days after the meeting")),
        (WEEK, WEEK),
        (FRIDAY, FRIDAY),
        ("", None),
        (None, None),
    ],
)
def test_it_is_a_day_or_what_was_said_of_one(typed: Any, read: Any) -> None:
    field = DateAsSaidField(required=False)
    field.count_from(FRIDAY)
    assert field.clean(typed) == read


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("the next Council", "When is that? Type a date, or add it in brackets: the next Council (June 2018)."),
        ("a\x00b", "This holds a control character. Type the words again, or paste them as plain text."),
        ("x" * 251, "This is 251 characters long; it may be at most 250. Shorten it."),
    ],
)
def test_what_is_no_date_is_refused_in_a_sentence_that_the_preview_leaves_to_it(typed: str, sentence: str) -> None:
    field = due(typed, day=FRIDAY)
    assert (field.errors, field.preview) == ([sentence], "")


@pytest.mark.parametrize(
    ("typed", "day", "said"),
    [
        ("25 May 2018", None, "Friday 25 May 2018"),
        ("3 days after the meeting", FRIDAY, "Monday 28 May 2018"),
        ("the week after his visit", FRIDAY, "28 May to 3 June 2018"),
        ("Africa Day (25 May 2018)", None, "Friday 25 May 2018"),
        ("next Council (June 2018)", None, "June 2018"),
        (" ", None, ""),
    ],
)
def test_it_is_said_back_in_full_without_its_words(typed: str, day: date | None, said: str) -> None:
    assert due(typed, day=day).preview == said


@pytest.mark.parametrize(
    ("day", "is_moved", "query"),
    [
        (None, False, "?prefer=future&said=1"),
        (None, True, "?prefer=future&said=1&moved=1"),
        (FRIDAY, False, "?prefer=future&said=1&on=2018-05-25"),
        (FRIDAY, True, "?prefer=future&said=1&on=2018-05-25&moved=1"),
    ],
)
def test_the_server_is_asked_with_the_day_from_which_words_count(day: date | None, is_moved: bool, query: str) -> None:
    field = due(day=day, is_moved=is_moved).field
    assert str(field.widget.attrs["hx-get"]) == f"/read-date/{query}"
    assert field.reading == {
        "meeting": day, "is_moved": is_moved, "prefer": "future", "next_meeting": field.next_meeting
    }  # fmt: skip


def test_a_field_that_counts_from_another_sends_it_along_until_it_counts_from_a_day() -> None:
    field = DateAsSaidField(prefer="ask")
    field.count_from_field("meeting", lambda: FRIDAY)
    attrs = field.widget.attrs
    assert (str(attrs["hx-get"]), attrs["hx-include"]) == (
        "/read-date/?prefer=ask&said=1&from=meeting",
        "[name=meeting]",
    )
    assert field.reading["meeting"] == FRIDAY
    field.count_from(None)
    assert ("hx-include" in attrs, field.reading["meeting"]) == (False, None)


@pytest.mark.parametrize(
    ("initial", "typed", "changed"),
    [
        (WEEK, str(WEEK), False),
        (WEEK, "28 May to 3 June 2018", True),
        (FRIDAY, "Friday 25/5/2018", False),
        (None, "", False),
        (FRIDAY, "", True),
    ],
)
def test_the_same_date_in_the_same_words_is_no_change(initial: Any, typed: str, changed: bool) -> None:
    field = DateAsSaidField(required=False)
    assert field.has_changed(initial, typed) is changed
    assert field.clean(field.prepare_value(initial) or "") == initial


@pytest.mark.parametrize(
    ("words", "after", "said"),
    [
        ("2 June", "28 May 2018", "Saturday 2 June 2018"),
        ("28 May", "28 May 2018", "Monday 28 May 2018"),
        ("27 May", "28 May 2018", "Monday 27 May 2019"),
        ("2 June 2018", "soonish", "Saturday 2 June 2018"),
        ("31 February", "", "There is no such day in the calendar. Type a date such as 25 May 2018 or 2018-05-25."),
        (" ", "28 May 2018", ""),
    ],
)
def test_a_day_that_follows_another_is_said_back_as_the_next_such(words: str, after: str, said: str) -> None:
    assert date_preview(words, "future", after=after) == said


def test_the_day_that_is_followed_is_the_last_such_where_its_year_is_left_out(today: date) -> None:
    assert date_preview("2 January", "future", after="1 January").endswith(f" 2 January {today.year}")


def test_the_preview_speaks_the_language_of_the_page() -> None:
    how: dict[str, Any] = {"meeting": FRIDAY, "is_moved": False, "prefer": "future"}
    with translation.override("fr"):
        assert date_preview("25 mai 2018", "future") == "vendredi 25 mai 2018"
        assert said_preview("la semaine suivant sa visite", **how) == "du 28 mai au 3 juin 2018"
