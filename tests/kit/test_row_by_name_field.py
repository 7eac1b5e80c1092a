"""Choosing a row by its name: edges of length and number, and namesakes."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from tracker.directory.models import Organisation, Person
from tracker.kit.row_by_name_field import NameField, is_key, key_in

pytestmark = pytest.mark.one_database


def field() -> NameField:
    return NameField(suggestions="directory:person_suggestions", rows=Person.objects.all())


def refusal(typed: str) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        field().clean(typed)
    return refused.value.messages


def test_a_key_has_at_most_18_digits() -> None:
    assert [is_key(each) for each in ("1", "9" * 18, "9" * 19, "", "-1", "x")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("words", "key"), [("12", 12), ("9" * 19, None), ("9" * 5000, None), ("", None), ("x", None), (None, None)]
)
def test_an_address_brings_a_key_or_none(words: str | None, key: int | None) -> None:
    assert key_in(words) == key


@pytest.mark.parametrize("typed", ["9" * 19, "9" * 250, "12"])
def test_a_key_that_nobody_has_is_refused_as_a_name_and_shown_as_it_was_typed(typed: str, db: None) -> None:
    by_keys = field()
    by_keys.reads_keys = True
    with pytest.raises(ValidationError) as refused:
        by_keys.clean(typed)
    assert refused.value.messages == [f"Nothing is called “{typed}”. Choose a name from the list."]
    assert [by_keys.prepare_value(each) for each in (typed, typed * 20)] == [typed, typed * 20]


def test_a_row_is_shown_by_its_label_whether_it_or_its_key_is_given(europol: Organisation) -> None:
    chooser = NameField(suggestions="directory:organisation_suggestions", rows=Organisation.objects.all())
    said = [chooser.prepare_value(each) for each in (europol, europol.pk, str(europol.pk), None, "")]
    assert said == ["European Police Office (EUROPOL)"] * 2 + [str(europol.pk), None, ""]
    changed = [chooser.has_changed(europol.pk, typed) for typed in ("European Police Office (EUROPOL)", "EUROPOL", "")]
    assert (changed, chooser.has_changed(None, "")) == ([False, True, True], False)


def named(chooser: NameField, typed: str) -> str | None:
    """The name that is chosen, and that it is new; or the code of the refusal."""
    try:
        row = chooser.clean(typed)
    except ValidationError as refusal:
        return refusal.code
    return f"{'' if row.pk else 'new '}{row.name}" if row else "nothing"


ADDS_ANNA = "Add “Anna Berg” to the directory"


@pytest.mark.parametrize(
    ("typed", "asks", "found"),
    [
        ("Anna Berg", False, "new Anna Berg"),
        (ADDS_ANNA, False, "new Anna Berg"),
        (ADDS_ANNA, True, "new Anna Berg"),
        ("Anna Berg", True, "unknown"),
        ("Sofia", False, "begins"),
        ("Sofia", True, "Sofia Costa"),
        ("Add “Sofia” to the directory", False, "new Sofia"),
        ("Add “Sofia Costa” to the directory", True, "Sofia Costa"),
        (f"Add “{'x' * 250}” to the directory", True, f"new {'x' * 250}"),
        (f"Add “{'x' * 251}” to the directory", True, None),
        ("x" * 251, False, None),
        ("  sofia\x00  costa ", False, "Sofia Costa"),
        (" ", False, "nothing"),
    ],
)
def test_a_name_that_may_be_new_is_added_or_asked_about(typed: str, asks: bool, found: str | None, db: None) -> None:
    Person.add(by=None, name="Sofia Costa")
    make = {"make": lambda name: Person(name=name), "asks": asks, "required": False}
    chooser = NameField(suggestions="directory:person_suggestions", rows=Person.objects.all(), **make)
    assert named(chooser, typed) == found


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (["Anna Berg"], "Anna Berg"),
        (["Anna  Berg", ADDS_ANNA], ADDS_ANNA),
        (["Anna Bergson", ADDS_ANNA], "Anna Bergson"),
        (["Anna Berg", "on"], "Anna Berg"),
        (["Anna Berg", ADDS_ANNA, ADDS_ANNA], "Anna Berg"),
        ([], None),
    ],
)
def test_the_box_to_add_a_name_counts_for_that_name_alone(typed: list[str], value: str | None) -> None:
    data = QueryDict(mutable=True)
    data.setlist("person", typed)
    assert field().widget.value_from_datadict(data, {}, "person") == value


def test_250_characters_are_looked_for_and_no_more(db: None) -> None:
    assert refusal("x" * 250) == [f"Nothing is called “{'x' * 250}”. Choose a name from the list."]
    assert refusal("x" * 251) == ["This name is too long. Type at most 250 characters."]


def test_of_two_namesakes_neither_is_chosen(db: None) -> None:
    both = [Person.add(by=None, name="Sofia Costa") for _ in range(2)]
    assert refusal("sofia costa") == ["Several are called “sofia costa”. Choose one from the list."]
    assert refusal(str(both[0].pk)) == [f"Nothing is called “{both[0].pk}”. Choose a name from the list."]
    by_keys = field()
    by_keys.reads_keys = True
    assert [by_keys.clean(str(each.pk)) for each in both] == both


def test_the_whole_name_chooses_among_those_that_begin_alike_and_a_short_name_its_organisation(db: None) -> None:
    rows = [
        Organisation.add(by=None, name=name, short_name=short) for name, short in (("Alpha", "A"), ("Alpha B", "AB"))
    ]
    chooser = NameField(suggestions="directory:organisation_suggestions", rows=Organisation.objects.all())
    found = [chooser.clean(typed) for typed in ("alpha", "ALPHA B", "a", "ab", "Alpha (A)")]
    assert found == [rows[0], rows[1], rows[0], rows[1], rows[0]]


def test_a_name_is_chosen_among_very_many_that_hold_its_words(db: None) -> None:
    for number in range(30):
        Person.add(by=None, name=f"Anna Costa {number}")
    costa = Person.add(by=None, name="Costa")
    assert field().clean("costa") == costa


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Sofai", ["Sofia Costa", "Sofia Lindqvist"]),
        ("Sofia", ["Sofia Costa", "Sofia Lindqvist"]),
        ("Lindquist Sofie", ["Sofia Lindqvist"]),
        ("Xavier", []),
        ("x", []),
        ("Sofia Costa", []),
        ("", []),
    ],
)
def test_under_a_refused_name_stands_a_list_of_those_that_may_be_meant(
    typed: str, offered: list[str], db: None
) -> None:
    for name in ("Sofia Costa", "Sofia Lindqvist"):
        Person.add(by=None, name=name)
    rows = Person.objects.order_by("name")
    people = NameField(suggestions="directory:person_suggestions", rows=rows, required=False)
    chooser = type("Chooser", (forms.Form,), {"person": people})
    refused = chooser({"person": typed})
    assert [name for each in refused["person"].offers for name in each.names] == offered
    for name in offered:
        answered = chooser({"person": typed, refused["person"].offers[0].sent_as: name})
        assert (answered.is_valid(), str(answered.cleaned_data["person"])) == (True, name)
    filtering = chooser({"person": typed})
    filtering.fields["person"].reads_keys = True
    assert filtering["person"].offers == []
