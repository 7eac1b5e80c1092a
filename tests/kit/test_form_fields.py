from datetime import date
from typing import Any

import pytest
from django import forms
from django.utils import timezone, translation
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.kit.date_parser import read_date
from tracker.kit.dates.refusals import Prefer
from tracker.kit.form_fields import MultiLineField, SingleLineField, TypedDateField, TypedPeriodField

pytestmark = pytest.mark.one_database

CONTROL = "This holds a control character. Type the words again, or paste them as plain text."
TURN = "This holds hidden marks that change the direction of reading. Type the words again."
EXAMPLE = "Type a date such as 25 May 2018 or 2018-05-25."
MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class Visit(forms.Form):
    held_on = TypedDateField()
    until = TypedDateField(required=False, after="held_on")
    title = SingleLineField(max_length=20)
    notes = MultiLineField(required=False)


def refusals(field: forms.Field, typed: str) -> list[str]:
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(typed)
    return refused.value.messages


def test_a_date_typed_in_words_is_a_date() -> None:
    assert TypedDateField().clean(" Friday 25 May 2018 ") == date(2018, 5, 25)


def test_a_date_is_read_and_shown_in_the_language_of_the_page() -> None:
    with translation.override("fr"):
        field = TypedDateField()
        assert (field.clean("25 mai 2018"), field.prepare_value(date(2018, 5, 25))) == (
            date(2018, 5, 25),
            "25 mai 2018",
        )


@pytest.mark.parametrize("side", ["past", "future"])
def test_the_field_prefers_the_side_of_today_it_was_told(side: Prefer) -> None:
    meant = read_date("29 February", language="en", today=timezone.localdate(), prefer=side)
    assert TypedDateField(prefer=side).clean("29 February") == meant


def test_a_missing_date_is_asked_for_with_an_example() -> None:
    assert refusals(TypedDateField(), "  ") == [EXAMPLE]


def test_an_optional_date_may_be_left_out() -> None:
    assert TypedDateField(required=False).clean("  ") is None


def test_a_date_that_is_already_one_is_kept() -> None:
    assert TypedDateField().clean(date(2018, 5, 25)) == date(2018, 5, 25)


def test_a_date_is_shown_back_in_words_and_the_browser_offers_no_other() -> None:
    box = str(Visit(initial={"held_on": date(2018, 5, 25)})["held_on"])
    assert box.startswith(
        '<span class="date-input">\n  <input type="text" name="held_on" value="25 May 2018" autocomplete="off" '
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [({}, ""), ({"held_on": "25/5/2018"}, "Friday 25 May 2018"), ({"held_on": "soonish"}, "")],
)
def test_a_date_is_said_back_in_full_unless_something_is_wrong_with_it(typed: dict[str, str], said: str) -> None:
    field: Any = Visit(typed or None)["held_on"]
    assert field.preview == said
    assert (f'aria-live="polite">{said}</p>' in field.as_field_group(), "hx-get" in str(field)) == (True, True)


def test_a_last_day_is_said_back_as_the_next_one_after_the_first() -> None:
    last: Any = Visit({"held_on": "28 May 2018", "until": "2 June"})["until"]
    assert last.preview == "Saturday 2 June 2018"
    assert ('/read-date/?prefer=future&amp;after=held_on"' in str(last), "[name=held_on]" in str(last)) == (True, True)


def test_what_was_typed_is_shown_again_beside_the_refusal() -> None:
    visit = Visit({"held_on": "31 February", "title": "Visit"})
    assert (visit.is_valid(), visit["held_on"].value()) == (False, "31 February")


@pytest.mark.parametrize(("typed", "changed"), [("25/05/2018", False), ("26 May 2018", True), ("soon", True)])
def test_a_date_typed_in_other_words_is_no_change(typed: str, changed: bool) -> None:
    assert TypedDateField().has_changed(date(2018, 5, 25), typed) == changed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Visit of the\r\n EU\tCoordinator ", "Visit of the EU Coordinator"),
        ("Visit\vof\fthe\u2028EU", "Visit of the EU"),
        ("Cafe\u0301", "Café"),
        ("\ufeffVisit", "Visit"),
        ("Secre\u00adtariat\u200b", "Secretariat"),
        ("זה \u200fא", "זה \u200fא"),
        ("👩\u200d🚀", "👩\u200d🚀"),
    ],
)
def test_a_line_is_folded_to_one_line_in_composed_form(typed: str, kept: str) -> None:
    assert SingleLineField().clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("One\r\nTwo\rThree\n", "One\nTwo\nThree"),
        ("One\vTwo\fThree\u2029Four", "One\nTwo\nThree\nFour"),
        ("\ufeffOne\n\n\tTwo  and  more", "One\n\n\tTwo  and  more"),
        (f"One{MARKS} Two", "One Two"),
        ("Cafe\u0301", "Café"),
    ],
)
def test_prose_keeps_its_lines_and_loses_hidden_marks(typed: str, kept: str) -> None:
    assert MultiLineField().clean(typed) == kept


@pytest.mark.parametrize("field", [SingleLineField(), MultiLineField()])
@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b", "\x1c", "\x7f", "\x9f", "\ud800"])
def test_control_characters_are_refused(field: forms.Field, control: str) -> None:
    assert refusals(field, f"Visit{control}of") == [CONTROL]


@pytest.mark.parametrize("mark", MARKS)
def test_a_line_refuses_marks_that_turn_the_reading(mark: str) -> None:
    assert refusals(SingleLineField(), f"Visit {mark}of") == [TURN]


@pytest.mark.parametrize("field", [SingleLineField(), MultiLineField()])
@pytest.mark.parametrize("typed", ["", " \n ", "\ufeff", "\u200b\u200d", "\u00ad"])
def test_text_nobody_can_see_is_no_text(field: forms.Field, typed: str) -> None:
    assert refusals(field, typed) == ["Type something here."]


def test_an_optional_line_may_be_left_out() -> None:
    assert SingleLineField(required=False).clean(" \u200b ") == ""
    assert SingleLineField(required=False, empty_value=None).clean("\u200b") is None


def test_a_text_may_be_exactly_as_long_as_allowed() -> None:
    assert SingleLineField(max_length=4).clean(" e\u0301t\u00e9s ") == "étés"
    assert len(MultiLineField().clean("x" * 500_000)) == 500_000


def test_a_text_too_long_is_told_its_length_and_the_limit() -> None:
    assert refusals(SingleLineField(max_length=4), "Visit") == [
        "This is 5 characters long; it may be at most 4. Shorten it."
    ]
    assert refusals(MultiLineField(), "x" * 500_001) == [
        "This is 500,001 characters long; it may be at most 500,000. Shorten it."
    ]


def test_the_browser_is_not_told_to_cut_what_is_pasted() -> None:
    assert ["maxlength" in str(Visit()[name]) for name in ("title", "notes")] == [False, False]


@settings(deadline=None)
@given(
    typed=st.text(max_size=60), field=st.sampled_from([SingleLineField(required=False), MultiLineField(required=False)])
)
def test_text_once_cleaned_stays_as_it_is(typed: str, field: forms.CharField) -> None:
    try:
        kept = field.clean(typed)
    except forms.ValidationError:
        return
    assert field.clean(kept) == kept


@pytest.mark.parametrize("typed", [None, "", "  ", "\u00a0\n"])
def test_blanks_alone_are_no_period(typed: str | None) -> None:
    assert TypedPeriodField(required=False).clean(typed) is None
