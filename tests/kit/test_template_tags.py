"""What templates make of values."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django import forms
from django.contrib.messages.storage.base import Message
from django.template import Context
from django.test import RequestFactory

from tracker.kit.templatetags.kit import (
    as_words,
    counted,
    initials,
    name_of,
    nav_link,
    refused_mark,
    undo_address,
    undone_here,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "yes"), (False, "no"), (None, "–"), ("", "–"), (0, "0"), ([], "–"), (["a", True], "a, yes"),
        (date(2018, 5, 25), "25 May 2018"), (datetime(2018, 5, 25, tzinfo=UTC), "2018-05-25 00:00:00+00:00"),
        ((0, None, [False, date(2018, 5, 25)]), "0, –, no, 25 May 2018"),
    ],
)  # fmt: skip
def test_any_value_is_said_as_a_person_reads_it(value: Any, words: str) -> None:
    assert as_words(value) == words


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Gilles de Kerchove", "GK"),
        ("Claire Dubois", "CD"),
        ("Jean-Luc Picard", "JP"),
        ("Anna Maria Berg", "AB"),
        ("Cher", "C"),
        ("de la cruz", "DC"),
        ("anna Berg", "B"),
        ("\u00e9lodie", "\u00c9"),
        ("", ""),
    ],
)
def test_a_name_has_the_letters_of_its_first_and_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("path", "is_here"),
    [
        ("/meetings/", True),
        ("/meetings/7/", True),
        ("/records/7/", True),
        ("/mandates/", False),
        ("/x/meetings/", False),
    ],
)
def test_the_place_where_one_is_says_so(path: str, is_here: bool) -> None:
    context = Context({"request": RequestFactory().get(path)})
    link = nav_link(context, "meetings:list", "<Meetings>", "meetings", "records", key="m", query="?kind=call")
    here = ' aria-current="page"' if is_here else ""
    assert link == f'<a href="/meetings/?kind=call" data-go="m"{here}>&lt;Meetings&gt;</a>'


@pytest.mark.parametrize(("path", "is_here"), [("/", True), ("/meetings/", False)])
def test_a_place_that_is_no_beginning_of_others_is_here_on_its_own_page_alone(path: str, is_here: bool) -> None:
    link = nav_link(Context({"request": RequestFactory().get(path)}), "desk", "My desk", key="d")
    assert ("aria-current" in link) is is_here


@dataclass(frozen=True)
class Figure:
    number: int
    address: str = "/follow-ups/?a=1&b=2"


@pytest.mark.parametrize(
    ("number", "drawn"),
    [
        (0, '<span class="none">0</span>'),
        (1, '<a href="/follow-ups/?a=1&amp;b=2">1</a>'),
        (12345, '<a href="/follow-ups/?a=1&amp;b=2">12,345</a>'),
    ],
)
def test_a_number_leads_to_what_it_counts_and_none_leads_nowhere(number: int, drawn: str) -> None:
    assert counted(Figure(number)) == drawn


def test_a_button_that_many_rows_have_is_named_by_its_row() -> None:
    assert name_of("Take back", "<Anna>") == "Take back: <Anna>"


@pytest.mark.parametrize(
    ("tags", "address", "is_here"),
    [
        ("undo:/a/1/", "/a/1/", False),
        ("undo-here:/a/1/", "/a/1/", True),
        ("undo:/a/1/?at=9:30", "/a/1/?at=9:30", False),
        ("undo:https://evil.example/", "", False),
        ("redo:/a/1/", "", False),
        ("undo", "", False),
        ("", "", False),
        (None, "", False),
    ],
)
def test_a_message_says_where_it_is_taken_back(tags: str | None, address: str, is_here: bool) -> None:
    message = Message(25, "Saved.", extra_tags=tags)
    assert (undo_address(message), undone_here(message)) == (address, is_here)


class Named(forms.Form):
    name = forms.CharField()


Lines: Any = forms.formset_factory(Named, extra=0)
COUNT = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"}


@pytest.mark.parametrize(
    ("shown", "mark"),
    [
        ({}, ""),
        ({"form": Named()}, ""),
        ({"form": Named({"name": "Anna"})}, ""),
        ({"form": Named({})}, "Error: "),
        ({"other": Named({}), "form": Named()}, "Error: "),
        ({"rows": Lines()}, ""),
        ({"rows": Lines(COUNT | {"form-0-name": "Anna"})}, ""),
        ({"rows": Lines(COUNT | {"form-0-name": "", "form-INITIAL_FORMS": "1"})}, "Error: "),
        ({"rows": Lines({})}, "Error: "),
        ({"clashes": []}, ""),
        ({"clashes": ["a"], "form": Named({"name": "Anna"})}, "Error: "),
    ],
)
def test_a_page_that_shows_a_refused_form_says_so_first(shown: dict[str, Any], mark: str) -> None:
    assert refused_mark(Context(shown)) == mark
