"""The summary of what is wrong with a form: each sentence leads to its field."""

import re
from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string

from tracker.kit.form_fields import TypedDateField, VersionField
from tracker.kit.row_by_name_field import NameField
from tracker.kit.rows_by_name_field import NamesField

pytestmark = pytest.mark.one_database

NAMES = "directory:person_suggestions"


class Planned(forms.Form):
    held_on = TypedDateField(label="Date")
    owner = NameField(label="Owner", suggestions=NAMES)
    readers = NamesField(label="Readers", suggestions=NAMES)
    days = forms.MultipleChoiceField(label="Days", choices=[("1", "Monday")], widget=forms.CheckboxSelectMultiple)
    side = forms.ChoiceField(label="Side", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    version = VersionField()


def drawn(form: forms.Form) -> str:
    return render_to_string("kit/form.html", {"form": form})


def links(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<li><a href="#(.*?)">(.*?)</a>', page)


@pytest.mark.parametrize("prefix", [None, "step-2"])
def test_each_sentence_leads_to_the_first_box_of_its_field(prefix: str | None) -> None:
    page = drawn(Planned({}, prefix=prefix))
    assert [label for _place, label in links(page)] == ["Date", "Owner", "Readers", "Days", "Side", "Version"]
    boxes = {}
    for place, label in links(page):
        found = re.findall(rf'<(?:input|fieldset|div)[^>]* id="{re.escape(place)}"', page)
        boxes[label] = len(found)
    assert boxes == dict.fromkeys(boxes, 1)


@pytest.mark.parametrize(
    ("typed", "again", "says"),
    [
        ({}, "", "Please look at this again."),
        ({"version": "7"}, "", "Please look at this again."),
        ({"side": "x"}, "", "Please look at this again. Nothing you typed is lost."),
        ({"side": "x"}, "Choose another.", "Choose another."),
    ],
)
def test_nothing_is_lost_is_said_where_something_was_typed(typed: dict[str, str], again: str, says: str) -> None:
    form: Any = Planned(typed)
    form.again = again
    assert re.findall(r"<b>(.*?)</b>", drawn(form)) == [says]


def test_a_form_that_was_not_sent_has_no_summary() -> None:
    assert "summary" not in drawn(Planned())
