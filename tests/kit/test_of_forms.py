"""What a form tells its page of its fields, what is wrong in several forms at once, and how days are said."""

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.test import RequestFactory
from django.utils import translation

from tests.house.drawings import assert_drawn
from tracker.directory.models import Organisation
from tracker.kit.countries import COUNTRIES, country_choices
from tracker.kit.date_formats import _said, format_date_as, format_due_date, format_short_date, format_since
from tracker.kit.date_parser import month_named, weekday_named
from tracker.kit.dates.calendar_spans import Span
from tracker.kit.dates.date_preview import date_preview
from tracker.kit.dates.read_at_once import Base, months_of_year
from tracker.kit.dates.vocabulary import in_codes
from tracker.kit.drawn_fields.bound_field import ShownField
from tracker.kit.exact_decimal_field import ExactField
from tracker.kit.form_fields import TypedDateField
from tracker.kit.form_responses import typed_in
from tracker.kit.middleware.chosen_names import chosen_names
from tracker.kit.middleware.full_disk import _rows
from tracker.kit.row_by_name_field import NameField, lazy_rows
from tracker.kit.set_up_fields import mark_proposed, set_up_fields
from tracker.kit.templatetags.summary_of_forms import WrongLine, summary_of

pytestmark = pytest.mark.one_database
FOLDER = Path(__file__).parent / "dates" / "drawn"
SUGGESTIONS = "directory:person_suggestions"


class Visit(forms.Form):
    title = forms.CharField(label="Title")
    place = forms.CharField(label="Place", required=False)
    open = forms.BooleanField(label="Open", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")], widget=forms.RadioSelect)

    def clean(self) -> None:
        if self.data.get("refuse"):
            raise forms.ValidationError(["As a whole.", "And so."])


Lines: Any = forms.formset_factory(Visit, extra=0)
COUNT = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2"}


def test_what_is_wrong_in_several_forms_is_said_once_above_them_all() -> None:
    rows = Lines({**COUNT, "form-0-title": "a", "form-0-kind": "a", "form-1-kind": "x", "refuse": ""})
    rows.heading, rows.place, rows.ROW = "Rows", "rows", "%(label)s of row %(number)s"
    bad: Any = forms.formset_factory(Visit, extra=0)({})
    bad.heading, bad.place, bad.ROW = "Lines", "lines", "%(label)s %(number)s"
    forms_of_page = [Visit({"kind": "a", "refuse": "1"}), Visit(), Visit({"title": "a", "kind": "a"}), rows, bad]
    found = summary_of(*forms_of_page)["wrong"]
    required = "This field is required."
    assert found[:-1] == [
        WrongLine("As a whole."), WrongLine("And so."), WrongLine(required, "Title", "id_title"),
        WrongLine(required, "Title of row 2", "id_form-1-title"),
        WrongLine("Select a valid choice. x is not one of the available choices.", "Kind of row 2", "id_form-1-kind"),
    ]  # fmt: skip
    assert (found[-1].label, found[-1].place) == ("Lines", "lines")


def test_a_field_says_that_it_is_optional_unless_it_is_plain_anyway() -> None:
    form: Any = Visit()
    form.fields["kind"].no_mark = True
    fields = {name: ShownField(form, field, name) for name, field in form.fields.items()}
    assert {name: field.is_marked for name, field in fields.items()} == {
        "title": False, "place": True, "open": False, "kind": False,
    }  # fmt: skip
    form.fields["kind"].required, form.fields["place"].no_mark = False, True
    assert [fields[name].is_marked for name in ("kind", "place")] == [False, False]
    form.fields["kind"].no_mark = False
    assert fields["kind"].is_marked
    names = ("is_proposed", "is_previewed", "help_stays", "offers", "addition")
    told = [tuple(getattr(each, name) for name in names) for each in fields.values()]
    assert told == [(False, False, False, (), "")] * 4
    assert TypedDateField.is_previewed


def test_fields_are_set_up_as_the_page_wants_them() -> None:
    form: Any = Visit({"title": "a", "place": "b"})
    form.fields["owner"] = NameField(suggestions=SUGGESTIONS)
    set_up_fields(form, rows={"owner": "rows"}, whole=["title"], unmarked=["place"])  # type: ignore[dict-item]
    set_up_fields(form)
    marks = ("rows", "whole_row", "no_mark")
    found = {name: [getattr(field, mark, None) for mark in marks] for name, field in form.fields.items()}
    assert found == {
        "title": [None, True, None], "place": [None, None, True], "open": [None] * 3, "kind": [None] * 3,
        "owner": ["rows", None, None],
    }  # fmt: skip
    mark_proposed(form, {"title": "a", "place": "other", "open": ""})
    assert [form.fields[name].is_proposed for name in ("title", "place", "open")] == [True, False, False]


@pytest.mark.django_db
def test_rows_are_asked_for_once_somebody_chooses_among_them(eu: Organisation) -> None:
    asked: list[str] = []

    def rows() -> Any:
        asked.append("asked")
        return Organisation.objects.all()

    found: Any = lazy_rows(rows, lambda: 7)
    assert (found.own(), asked) == (7, [])
    assert ([*found.filter(pk=eu.pk)], found.model, asked) == ([eu], Organisation, ["asked"])


CODES = {
    "q1 Q4 q5 t3 T0": "q1 q4 q5 q3 q0", "s1 s2 s3 h2 h3": "h1 h2 week 3 h2 h3", "w30 sem2": "week 30 week 2",
    "1st 2nd 3e 15th": "#1 #2 #3 #15", "monday lundi": "d1 d1", "may décembre sept": "m05 m12 m09", "x 12": "x 12",
}  # fmt: skip


def test_numbers_and_units_have_codes() -> None:
    assert {words: in_codes(words, "en") for words in CODES} == CODES


# The first and the last day of a span, of how many whole months it is, and how a column says what it is.
SPANS = {
    ("2018-05-25", "2018-05-25"): (0, "exact"), ("2018-05-01", "2018-05-31"): (1, "month"),
    ("2018-05-01", "2018-05-30"): (0, "days"), ("2018-05-02", "2018-06-01"): (0, "days"),
    ("2018-05-02", "2018-05-31"): (0, "days"), ("2018-05-21", "2018-05-27"): (0, "week"),
    ("2018-05-22", "2018-05-28"): (0, "days"), ("2018-04-01", "2018-06-30"): (3, "quarter"),
    ("2018-03-01", "2018-05-31"): (3, "season"), ("2018-05-01", "2018-07-31"): (3, "days"),
    ("2017-12-01", "2018-02-28"): (3, "season"), ("2018-07-01", "2018-12-31"): (6, "half-year"),
    ("2018-04-01", "2018-09-30"): (6, "days"), ("2018-01-01", "2018-12-31"): (12, "year"),
    ("2018-07-01", "2019-06-30"): (12, "days"), ("2017-12-01", "2018-01-31"): (2, "days"),
}  # fmt: skip


def test_what_a_span_is_follows_from_its_days() -> None:
    spans = {days: Span(*map(date.fromisoformat, days)) for days in SPANS}
    assert {days: (span.months, span.precision) for days, span in spans.items()} == SPANS


NAMES = {
    "jan": 1, "janu": 1, "ja": None, "j": None, "": None, "mar": 3, "mars": 3, "ma": None, "mai": 5, "may": 5,
    "jui": None,
    "juin": 6, "juil": 7, "jul": 7, "sept": 9, "dec": 12, "x": None,
}  # fmt: skip


def test_a_month_is_known_by_three_letters_that_begin_no_other() -> None:
    assert {name: month_named(name, "en") for name in NAMES} == NAMES
    days = {"mon": 1, "mo": None, "lun": 1, "ven": 5, "dimanche": 7, "sat": 6, "sam": 6, "m": None}
    assert {name: weekday_named(name, "fr") for name in days} == days
    two = [months_of_year(Base(date(2018, 5, 25)), first, last, "2019") for first, last in (("02", "03"), ("03", "02"))]
    assert two == [Span(date(2019, 2, 1), date(2019, 3, 31)), None]
    ends = [("00", "03"), ("02", "13"), ("03", "03")]
    assert [months_of_year(Base(date(2018, 5, 25)), first, last, "2019") for first, last in ends] == [None] * 3


def test_an_exact_number_is_the_same_on_its_way_there_and_back() -> None:
    field = ExactField()
    for number, kept in (("1.5", 15_000), ("0.0001", 1), ("-2", -20_000), ("1.23454", 12_345), ("1.23456", 12_346)):
        assert (field.get_prep_value(number), field.get_prep_value(Decimal(number))) == (kept, kept)
    assert [str(field.from_db_value(kept)) for kept in (15_000, 1, 10_000_000)] == ["1.5", "0.0001", "1000"]
    assert (field.from_db_value(None), field.get_prep_value(None), field.to_python(None)) == (None, None, None)
    assert [field.to_python(value) for value in ("1.50", 2, Decimal(3))] == [Decimal("1.5"), Decimal(2), Decimal(3)]
    expression = models.F("x")
    assert field.get_prep_value(expression) is expression
    with pytest.raises(ValidationError, match="This is not a number"):
        field.to_python("x")


def test_days_are_said_as_each_place_likes_them() -> None:
    today, said = date(2018, 5, 25), dict[str, list[str]]()
    days = [date(2017, 12, 31), date(2018, 1, 1), date(2018, 5, 23), date(2018, 5, 24), today, date(2018, 5, 26),
            date(2018, 5, 27), date(2018, 12, 31), date(2019, 1, 1)]  # fmt: skip
    for language in ("en", "fr"):
        with translation.override(language):
            said[language] = [
                f"{day}: {format_due_date(day, today)} / {format_since(day, today)} / {format_short_date(day)} / "
                f"{_said(day, 'l j F Y, D M')} / {format_date_as(datetime.combine(day, time(9, 5)), 'j M H:i')}"
                for day in days
            ]
            words = ["", "  ", "31 February", "25 May 2018", "12 May", "tomorrow x"]
            said[f"{language} typed"] = [
                f"{each} after {after or 'none'}: {date_preview(each, 'future', after=after)}"
                for each in words for after in ("20 May 2030", "31 December 2030")
            ]  # fmt: skip
    assert_drawn("days_said", said, FOLDER)


def test_countries_are_chosen_by_name_in_each_language() -> None:
    found = {}
    for language in ("en", "fr"):
        with translation.override(language):
            found[language] = [f"{code} {name}" for code, name in country_choices()]
    assert_drawn("countries", found, FOLDER)
    assert len(found["fr"]) == len(COUNTRIES) + 1


def test_a_name_that_was_chosen_takes_the_place_of_what_was_typed() -> None:
    asked: list[str] = []

    def view(request: Any) -> Any:
        asked.append(request.get_full_path())

    found = []
    for method, path in [
        ("get", "/a/?owner=Sof&owner-chosen=Sofia&q=1"), ("get", "/a/?owner=Sof&owner-chosen="),
        ("get", "/a/?owner-chosen=S"),
        ("get", "/a/?owner=Sof"), ("head", "/a/?owner=Sof&owner-chosen=Sofia"),
        ("get", "/a/?x=1&x-chosen=2&x-chosen=3"),
    ]:  # fmt: skip
        answer: Any = chosen_names(view)(getattr(RequestFactory(), method)(path))
        found.append(answer and answer["Location"])
    assert found == ["/a/?owner=Sofia&q=1", "/a/?owner=Sof", None, None, None, "/a/?x=3"]
    assert asked == ["/a/?owner-chosen=S", "/a/?owner=Sof", "/a/?owner=Sof&owner-chosen=Sofia"]


def test_what_was_typed_on_a_full_disk_stands_in_fields_as_high_as_it_needs() -> None:
    texts = {"": 0, "a": 1, "x" * 59: 1, "x" * 60: 2, "a\nb": 2, "a\n" * 9: 5, "x" * 999: 5}
    assert {text: _rows(text) for text in texts} == texts
    request = RequestFactory().post("/", {"csrfmiddlewaretoken": "t", "next": "/", "a": ["1", "", "2"], "b": "3"})
    assert typed_in(request) == [("a", "1"), ("a", "2"), ("b", "3")]
