"""The first guess of what a column is."""

import pytest

from tracker.imports.headers import column_name, guess, known_headers
from tracker.imports.reading.head_row import head_row
from tracker.imports.reading.survey import Survey

OURS = ["Ref", "Follow-up", "Kind", "Partner", "Owner", "Unit", "Due", "Status", "Strength", "Meeting", "Detail",
        "Notes", "Updated"]  # fmt: skip
FIELDS = ["reference", "title", "kind", "partner", "owner", "unit", "due_on", "status", "strength", "meeting",
          "detail", "notes", ""]  # fmt: skip


def test_the_heads_of_our_own_list_are_known() -> None:
    assert guess(OURS, [0]) == FIELDS


def test_the_heads_of_our_own_list_are_known_in_french() -> None:
    heads = ["Réf.", "Suite à donner", "Type", "Partenaire", "Chef de file", "Unité", "Échéance", "Statut"]
    assert guess(heads, [0]) == FIELDS[:8]


def test_the_heads_of_others_are_guessed() -> None:
    heads = ["No.", "ACTION ITEM", "Responsible", "Deadline:", "Remarks", "Colour"]
    assert guess(heads) == ["key", "title", "owner", "due_on", "notes", ""]


def test_the_heads_of_others_are_guessed_in_french() -> None:
    heads = ["N°", "Action à mener", "Responsable", "Échéance", "État", "Priorité", "Remarques"]
    assert guess(heads) == ["key", "title", "owner", "due_on", "status", "priority", "notes"]


def test_a_head_in_two_languages_or_with_what_explains_it_is_known() -> None:
    heads = ["N° / No.", "Title (as agreed)", "Statut\nStatus", "Body / Agency", "Comments [dated]", "Due – échéance"]
    assert guess(heads) == ["key", "title", "status", "partner", "notes", "due_on"]


def test_what_is_called_so_as_a_whole_goes_before_what_has_it_as_a_part() -> None:
    assert guess(["Status / RAG", "Owner (unit)", "Status"]) == ["", "owner", "status"]


def test_a_reference_that_is_not_ours_is_a_number_of_their_own() -> None:
    heads = ["Reference", "Title"]
    for cell, field in (("A/12", "key"), ("f-2018-012", "reference")):
        survey = Survey.of(heads, [["", "Call"], [cell, "Send it"]])
        assert guess(heads, survey.own) == [field, "title"]


def test_a_row_that_ends_before_it_holds_no_reference() -> None:
    """Nor does one that ends before the number beside it."""
    heads = ["Title", "Reference", "No."]
    for rows, own in (
        ([["Call"]], set()),
        ([["Call"], ["Send it", "F-2018-012"]], {1}),
        ([["Call"], ["Send it", ""], [], ["Ask", "A/12", "F-2018-013"]], {2}),
    ):
        assert Survey.of(heads, rows).own == own


def test_a_field_is_guessed_once() -> None:
    assert guess(["Title", "Action", "Owner", "Who"]) == ["title", "", "owner", ""]


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([["Title", "Owner"], ["a", "b"]], 0),
        ([["Actions of the Directorate"], [], ["Action", "Responsible", "Due"], ["a", "b"]], 2),
        ([[], ["What is this", "No idea"]], 1),
        ([["Suivi des actions"], ["Action / Mesure", "Statut / Stand"], ["a", "b"]], 1),
        ([["What is this", "No idea"], ["Title"]], 0),
        ([["Title", "Due"], ["Title", "Due"]], 0),
        ([["Minutes"], *[[]] * 10, ["Action", "Due"]], 11),
        ([["Minutes"], *[[]] * 11, ["Action", "Due"]], 0),
    ],
)
def test_the_heads_may_stand_below_a_title(rows: list[list[str]], place: int) -> None:
    assert head_row(rows, known_headers()) == place


def test_columns_are_named_as_a_spreadsheet_names_them() -> None:
    assert [column_name(place) for place in (0, 25, 26, 99)] == ["A", "Z", "AA", "CV"]
