"""Choosing a row by its name: edges of length and number, and namesakes."""

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from tracker.directory.models import Organisation, Person
from tracker.kit.row_by_name_field import NameField, is_key, suggestions

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


def test_twelve_are_offered_at_most(db: None) -> None:
    for number in range(13):
        Person.add(by=None, name=f"Sofia {number}")
    offered = suggestions(RequestFactory().get("/", {"owner": "sofia"}), Person.objects.all()).content.decode()
    assert offered.count("<option") == 12


def test_a_name_is_chosen_among_very_many_that_hold_its_words(db: None) -> None:
    for number in range(30):
        Person.add(by=None, name=f"Anna Costa {number}")
    costa = Person.add(by=None, name="Costa")
    assert field().clean("costa") == costa
