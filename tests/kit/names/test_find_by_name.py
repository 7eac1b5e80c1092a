"""Which row typed words mean."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from tracker.kit.names.find_by_name import MOST_READ, add_words, begun, called, first_name_first, new_name, turned

pytestmark = pytest.mark.one_database


@dataclass(frozen=True)
class Row:
    """Called by its label, its short name and its name."""

    label: str
    short: str = ""
    name: str = ""

    def __str__(self) -> str:
        return self.short or self.label


EU = Row("European Union (EU)", "EU", "European Union")
EUROPOL = Row("European Police Office (EUROPOL)", "EUROPOL", "European Police Office")
COSTA, OTHER_COSTA = (Row(f"Sofia Costa ({house})", "Sofia Costa", "Sofia Costa") for house in ("EU", "WCO"))
ROWS = [EU, EUROPOL, COSTA, OTHER_COSTA]


def found(how: Any, *asked: Any, **more: Any) -> Any:
    """A row, nothing, or the refusal's code and sentence."""
    try:
        return how(*asked, **more)
    except ValidationError as refusal:
        return refusal.code, refusal.messages[0]


SEVERAL = ("several", "Several are called “sofia COSTA”. Choose one from the list.")


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("European Union (EU)", EU),
        ("eu", EU),
        ("EUROPEAN UNION", EU),
        ("european police office", EUROPOL),
        ("european", None),
        ("sofia costa (wco)", OTHER_COSTA),
        ("sofia COSTA", SEVERAL),
        ("", None),
    ],
)
def test_a_row_is_called_by_any_of_its_names(words: str, row: Any) -> None:
    assert found(called, ROWS, words) == row


@dataclass(frozen=True)
class Somebody(Row):
    has_last_name = True


PEOPLE = [Somebody("Aoife Brennan (EUROPOL)", name="Aoife Brennan"), Somebody("", name="Anna Maria de Vries"), EU]


@pytest.mark.parametrize(
    ("words", "person", "is_whole"),
    [
        ("Brennan, Aoife", PEOPLE[0], True),
        ("BRENNAN  aoife", PEOPLE[0], True),
        ("DE VRIES Anna Maria", PEOPLE[1], True),
        ("de Vries, Anna Maria", PEOPLE[1], True),
        ("brennan aoife", PEOPLE[0], False),
        ("brennan aoife", None, True),
        ("BRENNAN AOIFE", PEOPLE[0], False),
        ("Vries, Anna Maria de", PEOPLE[1], True),
        ("Brennan, Aoife, Ms", None, False),
        ("Union European", None, False),
        ("", None, False),
    ],
)
def test_people_are_called_by_their_names_either_way_round(words: str, person: Any, is_whole: bool) -> None:
    assert turned(PEOPLE, words, is_whole=is_whole) == person


@pytest.mark.parametrize(
    ("words", "called"),
    [
        ("de Vries,  Anna Maria", "Anna Maria de Vries"), ("Aoife Brennan", "Aoife Brennan"),
        ("Brennan, Aoife, Ms", "Brennan, Aoife, Ms"), ("Omar Diallo, Ph.D.", "Omar Diallo, Ph.D."), ("Berg,", "Berg,"),
        *((each, each) for each in ("Weber, Anna; Jonas Meyer", "Weber, Anna / Meyer", "Weber, Anna et Jonas Meyer")),
        ("Andrade, Yolanda", "Yolanda Andrade"),
    ],
)  # fmt: skip
def test_a_new_person_is_entered_first_name_first(words: str, called: str) -> None:
    assert first_name_first(words) == called


def test_the_most_telling_name_goes_first() -> None:
    rows = [Row("Alpha (A)", "A", "Alpha"), Row("Alpha", "B", "Alpha B"), Row("A", "C", "C")]
    assert [called(rows, words) for words in ("alpha", "a", "alpha b")] == [rows[1], rows[2], rows[1]]


KNOWN = "European Union (EU), European Police Office (EUROPOL)"
TYPE_MORE = "Type more of the name, or choose one from the list."


@pytest.mark.parametrize(
    ("words", "may_be_new", "row"),
    [
        ("europo", False, EUROPOL),
        ("European po", False, EUROPOL),
        ("police", False, None),
        ("e", False, None),
        ("eu", False, ("begins", f"Several begin with “eu”: {KNOWN}. {TYPE_MORE}")),
        ("Eu", True, ("begins", f"Several begin with “Eu”: {KNOWN}. {TYPE_MORE}")),
        (
            "europo",
            True,
            (
                "begins",
                f"“europo” is how a known name begins: {EUROPOL.label}. Type more of it, or say that it is new.",
            ),
        ),
        ("zz", True, None),
    ],
)
def test_the_beginning_of_just_one_name_means_it(words: str, may_be_new: bool, row: Any) -> None:
    assert found(begun, ROWS, words, may_be_new=may_be_new) == row


@pytest.mark.parametrize(("number", "known"), [(5, "A0, A1, A2, A3, A4"), (6, "A0, A1, A2, A3, A4…")])
def test_so_many_are_named_of_those_that_begin_alike(number: int, known: str) -> None:
    rows = [Row(f"A{each}") for each in range(number)]
    assert found(begun, [*rows, Row("B")], "A", may_be_new=False) is None
    many = [Row(f"Anna {each}") for each in range(number)]
    named = known.replace("A", "Anna ")
    assert found(begun, many, "anna", may_be_new=False)[1].startswith(f"Several begin with “anna”: {named}. Type")


@pytest.mark.parametrize(("number", "is_sure"), [(MOST_READ - 1, True), (MOST_READ, False)])
def test_where_not_all_are_read_nobody_knows_that_just_one_begins_so(number: int, is_sure: bool) -> None:
    rows = [EUROPOL, *(Row(f"{each}") for each in range(number - 1))]
    assert (found(begun, rows, "europo", may_be_new=False) == EUROPOL) is is_sure


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Add “Anna Berg” to the directory", "Anna Berg"),
        ("  Add  “Anna  Berg”  to the directory ", "Anna Berg"),
        ("Ajouter « Anna Berg » à l’annuaire", "Anna Berg"),
        ("Add “ Anna ” to the directory", "Anna"),
        ("Add “Add “x” to the directory” to the directory", "Add “x” to the directory"),
        ("Add “” to the directory", ""),
        ("Anna Berg", ""),
        ("Add “Anna Berg” to the directory now", ""),
        ("Please add “Anna Berg” to the directory", ""),
        ("", ""),
    ],
)
def test_the_name_that_is_to_be_added_is_read_in_every_language(words: str, name: str) -> None:
    assert new_name(words) == name


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_one_chooses_to_add_a_name_is_read_back(language: str) -> None:
    with translation.override(language):
        assert new_name(add_words("Anna (Berg)?")) == "Anna (Berg)?"
