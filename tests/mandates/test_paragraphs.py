from typing import NamedTuple

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tracker.mandates.paragraphs import ParagraphRow, pair_up, read_lines, write_lines


class Row(NamedTuple):
    number: str
    text: str


def refusals(words: str) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        read_lines(words)
    return refusal.value.messages


@pytest.mark.parametrize(
    ("typed", "number", "text"),
    [
        ("5 Encourages the members", "5", "Encourages the members"),
        ("5. Encourages the members", "5", "Encourages the members"),
        ("5: Encourages the members", "5", "Encourages the members"),
        ("  5\tEncourages   the members ", "5", "Encourages the members"),
        ("(a) Encourages the members", "(a)", "Encourages the members"),
        ("b) Encourages the members", "b)", "Encourages the members"),
        ("iv. Encourages the members", "iv", "Encourages the members"),
        ("3.2 Encourages the members", "3.2", "Encourages the members"),
        ("12bis Encourages the members", "12bis", "Encourages the members"),
        ("OP 5 Encourages the members", "OP 5", "Encourages the members"),
        ("Article 12 Encourages the members", "Article 12", "Encourages the members"),
        ("§ 7 Encourages the members", "§ 7", "Encourages the members"),
        ("٥ يشجع", "٥", "يشجع"),
        ("xxxviii. Encourages the members", "xxxviii", "Encourages the members"),
        ("2 (a) Encourages the members", "2", "(a) Encourages the members"),
        ("2(a): Encourages", "2(a)", "Encourages"),
        ("Annex IV Encourages", "Annex IV", "Encourages"),
        ("A-1 Encourages", "A-1", "Encourages"),
        ("5.. Encourages", "5", "Encourages"),
    ],
)
def test_a_line_is_a_number_and_a_text(typed: str, number: str, text: str) -> None:
    assert read_lines(typed) == [ParagraphRow(number, text)]


def test_empty_lines_are_passed_over() -> None:
    assert read_lines("\n1 One\n\n  \n2 Two\n") == [ParagraphRow("1", "One"), ParagraphRow("2", "Two")]


def test_no_words_are_no_paragraphs() -> None:
    assert read_lines("") == []


def test_a_line_without_a_number_is_refused_with_its_place() -> None:
    assert refusals("1 One\n\nEncourages the members") == [
        "Line 3 does not begin with a number. Type it so: 5 Encourages the members to cooperate."
    ]


def test_a_number_without_a_text_is_refused() -> None:
    assert refusals("1") == ["Line 1 has a number but no text."]


def test_a_number_that_stands_twice_is_refused() -> None:
    assert refusals("1 One\n1. Two") == ["Number 1 stands twice. Give each paragraph a number of its own."]


def test_a_number_too_long_for_one_is_refused() -> None:
    assert refusals(f"{'1' * 21} One") == [
        "Line 1 does not begin with a number. Type it so: 5 Encourages the members to cooperate."
    ]


def test_every_wrong_line_is_named_up_to_ten() -> None:
    assert len(refusals("Encourages\n" * 30)) == 10


def test_more_paragraphs_than_anybody_reads_are_refused() -> None:
    assert refusals("\n".join(f"{number} Text" for number in range(501))) == [
        "These are more than 500 paragraphs. Keep those that matter here."
    ]


def test_limits_may_be_reached() -> None:
    assert [len(row.number) for row in read_lines(f"{'1' * 20} One\n{'2' * 20}. Two")] == [20, 20]
    assert len(read_lines("\n".join(f"{number} Text" for number in range(500)))) == 500


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_or_refused_and_read_again_alike(words: str) -> None:
    try:
        lines = read_lines(words)
    except ValidationError:
        return
    assert read_lines(write_lines(lines)) == lines


@pytest.mark.parametrize(
    ("standing", "typed", "goes_on"),
    [
        ("1 One\n2 Two", "1 One, revised\n2 Two", "12"),
        ("1 One\n2 Two", "1 New\n2 One\n3 Two", "-12"),
        ("1 One\n2 Two", "1 Two\n2 One", "21"),
        ("1 Idem\n2 Idem", "1 Idem\n2 Idem", "12"),
        ("1 Idem\n2 Idem", "2 Idem\n1 Idem", "21"),
        ("1 Idem\n2 Idem", "3 Idem\n2 Idem\n4 Idem", "12-"),
        ("1 One\n2 Two\n3 Three", "2 Two", "2"),
        # Words go before the number, and both before either.
        ("1 One\n2 Two", "2 One", "1"),
        ("1 One\n2 Two", "2 One\n3 Two\n1 New", "12-"),
        ("1 One\n2 Two", "1 Two\n2 Two", "12"),
        ("", "1 One", "-"),
        ("1 One", "", ""),
    ],
)
def test_a_paragraph_goes_on_under_its_words_or_else_its_number(standing: str, typed: str, goes_on: str) -> None:
    rows = [Row(*line) for line in read_lines(standing)]
    paired = pair_up(rows, read_lines(typed))
    assert "".join(row.number if row else "-" for row in paired) == goes_on
