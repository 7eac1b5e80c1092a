"""Choosing several rows by typing their names."""

import re
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.kit.rows_by_name_field import MOST, MOST_OFFERED, CheckedRowsField, NamesField

pytestmark = pytest.mark.one_database


class Invited(forms.Form):
    people = NamesField(
        label="People", help_text="Who comes", suggestions="directory:person_suggestions", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].rows = Person.objects.all()


def form(*names: str) -> Invited:
    data = QueryDict(mutable=True)
    data.setlist("people", list(names))
    return Invited(data)


def lines(html: str) -> list[str]:
    return [match or "" for match in re.findall(r'<input type="text" name="people"(?: value="(.*?)")?', html)]


def test_each_line_names_a_row_and_empty_ones_name_none(omar: User, noor: User) -> None:
    bound = form("Omar Diallo", "", str(noor), "  ")
    assert bound.is_valid()
    assert bound.cleaned_data["people"] == [omar.person, noor.person]


def test_a_row_named_twice_is_there_once(omar: User) -> None:
    bound = form("Omar Diallo", "omar diallo")
    assert bound.is_valid()
    assert bound.cleaned_data["people"] == [omar.person]


def test_every_name_that_nobody_has_is_said(omar: User) -> None:
    assert form("Nobody", "Omar Diallo", "No One").errors == {
        "people": [f"Nothing is called “{name}”. Choose a name from the list." for name in ("Nobody", "No One")]
    }


def test_for_each_line_that_names_nobody_stands_a_list_of_those_that_may_be_meant(omar: User) -> None:
    for name in ("Sofia Costa", "Sofia Lindqvist"):
        Person.add(by=None, name=name)
    refused = form("Sofai", "Omar Diallo", "Xavier", "Diallo Omra")
    offers = refused["people"].offers
    assert {each.sent_as: (each.typed, each.names) for each in offers} == {
        "people-0-chosen": ("Sofai", ["Sofia Costa", "Sofia Lindqvist"]),
        "people-3-chosen": ("Diallo Omra", ["Omar Diallo"]),
    }
    assert "Names that may be meant by “Sofai”" in refused["people"].as_field_group()
    refused.data["people-0-chosen"] = "Sofia Costa"
    refused.data["people-3-chosen"] = ""
    assert Invited(refused.data)["people"].data == ["Sofia Costa", "Omar Diallo", "Xavier", "Diallo Omra"]


def test_lists_are_drawn_for_so_many_lines(omar: User) -> None:
    assert len(form(*["Omra"] * (MOST_OFFERED + 3))["people"].offers) == MOST_OFFERED


def test_a_form_that_was_not_sent_offers_nothing(omar: User) -> None:
    assert Invited(initial={"people": [omar.person]})["people"].offers == []


def test_too_many_names_get_a_sentence(omar: User) -> None:
    assert form(*["Omar Diallo"] * 100).errors == {}
    assert form(*["Nobody"] * 101).errors == {"people": ["Name at most 100."]}


def test_what_was_typed_stays_and_two_lines_are_free(omar: User) -> None:
    assert lines(str(form("Nobody", "Omar Diallo")["people"])) == ["Nobody", "Omar Diallo", "", ""]


def test_a_form_starts_with_the_names_of_its_rows(omar: User) -> None:
    assert lines(str(Invited(initial={"people": [omar.person]})["people"])) == ["Omar Diallo", "", ""]


@pytest.mark.parametrize("typed", ["", " "])
def test_no_name_is_no_row(typed: str, db: None) -> None:
    bound = form(typed)
    assert bound.is_valid()
    assert bound.cleaned_data["people"] == []


def test_every_line_has_a_name_for_those_who_hear_it_and_an_id_of_its_own(db: None) -> None:
    html = str(Invited()["people"])
    assert re.findall(r'<input [^>]*aria-label="(.*?)"', html) == ["People"] * 2
    assert re.findall(r' id="(.*?)"', html) == [
        f"id_people_{line}{offers}" for line in (0, 1) for offers in ("", "_offers")
    ]


def test_a_form_with_very_many_names_draws_so_many_lines_and_the_free_ones(db: None) -> None:
    assert len(lines(str(form(*["x"] * (MOST + 5))["people"]))) == MOST + 2


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [([], ""), (["1"], ""), (["x"], "x"), (["-1"], "-1"), (["9" * 19], "9" * 19), (["9" * 18], "9" * 18)],
)
def test_a_box_that_nobody_drew_is_refused(typed: list[str], wrong: str, omar: User) -> None:
    typed = [str(omar.person.pk) if each == "1" else each for each in typed]
    field = CheckedRowsField(Person.objects.all(), required=False)
    sentence = f"Select a valid choice. {wrong} is not one of the available choices."
    if wrong:
        with pytest.raises(ValidationError) as refused:
            field.clean(typed)
        assert refused.value.messages == [sentence]
    else:
        assert [str(person.pk) for person in field.clean(typed)] == typed
