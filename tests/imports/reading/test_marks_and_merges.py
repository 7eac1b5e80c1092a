"""What a workbook passes over, and how its sheets become one table: cell by cell, without a process of its own."""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import pytest

from tests.imports.sheets import MAIN, OFFICE, PACKAGE, cell, on_disk, packed, rows_of, sheet, workbook
from tracker.imports.reading.lay_out import LaidOut, _filled, _placed, _places, found_of
from tracker.imports.reading.options import NO_HEADS, Reading
from tracker.imports.reading.sheet_marks import NOT_WORKED_OUT, Marks, marks_of
from tracker.imports.reading.survey import Survey
from tracker.imports.reading.table import Table
from tracker.imports.spreadsheet import MOST_COLUMNS, MOST_HEIGHT, MOST_WIDTH, Refused, by_row, read_sheet, row_of

pytestmark = pytest.mark.one_database

CELLS: dict[str, tuple[str, Marks]] = {
    "an error": ('<row r="2"><c r="AB2" t="e"><v>#N/A</v></c></row>', Marks({(1, 27): "#N/A"})),
    "an error in pieces": ('<row r="1"><c r="A1" t="e"><v>#N&amp;A</v></c></row>', Marks({(0, 0): "#N&A"})),
    "a word": ('<row r="1"><c r="A1" t="str"><v>#N/A</v></c></row>', Marks()),
    "a formula": ('<row r="1"><c r="B1"><f>1+1</f></c></row>', Marks({(0, 1): NOT_WORKED_OUT})),
    "a formula worked out": ('<row r="1"><c r="B1"><f>1+1</f><v>2</v></c></row>', Marks()),
    "a formula of words": ('<row r="1"><c r="B1" t="str"><f>A1</f></c></row>', Marks()),
    "after a formula": ('<row r="1"><c r="A1"><f>1</f></c><c r="B1"/></row>', Marks({(0, 0): NOT_WORKED_OUT})),
    "without places": (
        '<row><c/><c t="e"><v>#REF!</v></c></row><row><c t="e"><v>#NUM!</v></c></row>',
        Marks({(0, 1): "#REF!", (1, 0): "#NUM!"}),
    ),
    "hidden rows": (
        '<row r="1" hidden="1"/><row r="2" hidden="0"/><row r="3" hidden="true"/><row hidden="1"/>', Marks({},
        {0, 2, 3}),
    ),
    "an empty error": ('<row r="1"><c r="A1" t="e"/></row>', Marks()),
}  # fmt: skip


@pytest.mark.parametrize("name", CELLS)
def test_errors_formulas_and_hidden_rows_are_found_in_their_places(name: str) -> None:
    body, marks = CELLS[name]
    with on_disk(workbook([], parts={"xl/worksheets/sheet1.xml": sheet(body)})) as path:
        assert marks_of(path, "Actions") == marks
        assert marks_of(path, "Elsewhere") == Marks()


def test_a_sheet_is_found_wherever_its_part_lies_and_what_is_no_workbook_has_no_marks() -> None:
    hidden = '<row r="1" hidden="1"/>'
    for target, part in (("/xl/a.xml", "xl/a.xml"), ("../b.xml", "b.xml"), ("worksheets/../c.xml", "xl/c.xml")):
        related = (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/worksheet" '
            f'Target="{target}"/></Relationships>'
        )
        with on_disk(workbook([], parts={"xl/_rels/workbook.xml.rels": related, part: sheet(hidden)})) as path:
            assert marks_of(path, "Actions").hidden == {0}
    broken = f'<worksheet xmlns="{MAIN}"><sheetData>{hidden}<c'
    for data in (packed({"a.txt": "x"}), packed({"xl/workbook.xml": "<workbook/>"})):
        with on_disk(data) as path:
            assert marks_of(path, "Actions") == Marks()
    with on_disk(workbook([], parts={"xl/worksheets/sheet1.xml": broken})) as path:
        assert marks_of(path, "Actions").hidden == {0}


def rows_in(cells: Iterable[list[Any]], *, start: tuple[int, int] | None = (0, 0), high: int = 1, wide: int = 1) -> Any:
    """A sheet as its reader gives it."""
    return SimpleNamespace(start=start, total_height=high, total_width=wide, iter_rows=lambda: iter(cells))


def test_a_row_is_as_long_as_its_last_word_and_an_error_stands_where_it_was() -> None:
    assert by_row({(0, 3): " #REF! ", (0, 900): "#N/A", (2, 0): "#" * 30}) == {
        0: [(3, "#REF!"), (MOST_COLUMNS, "#N/A")], 2: [(0, "#" * 20)]
    }  # fmt: skip
    cases: list[tuple[list[str], list[Any], list[tuple[int, str]], list[str]]] = [
        ([], ["a", "", "b", "", ""], [], ["a", "", "b"]), ([""], ["a"], [], ["", "a"]), ([], [], [], []),
        ([], ["a"], [(3, "#N/A")], ["a", "", "", "#N/A"]), ([], ["a", "b"], [(0, "#N/A")], ["#N/A", "b"]),
        ([""], [1.0, True], [(1, "#N/A")], ["", "#N/A", "TRUE"]), ([], ["x"] * MOST_COLUMNS, [], ["x"] * MOST_COLUMNS),
    ]  # fmt: skip
    assert [row_of(list(before), cells, errors) for before, cells, errors, _row in cases] == [row for *_, row in cases]
    for cells, errors in ((["x"] * (MOST_COLUMNS + 1), []), (["x"], [(MOST_COLUMNS, "#N/A")])):
        with pytest.raises(Refused, match=r"^wide$"):
            row_of([], cells, errors)
    blank = [["", ""], ["a", ""], [""], [""], ["b"], [""]]
    assert list(read_sheet(rows_in(blank), {(2, 1): "#N/A"})) == [[], ["a"], ["", "#N/A"], [], ["b"]]
    assert list(read_sheet(rows_in([["a"]], start=(4, 2)))) == [["", "", "a"]]
    assert list(read_sheet(rows_in([], start=None))) == []
    bounds = [(MOST_HEIGHT, MOST_WIDTH, ""), (MOST_HEIGHT + 1, 1, "long"), (1, MOST_WIDTH + 1, "wide"),
              (MOST_HEIGHT + 1, MOST_WIDTH + 1, "long")]  # fmt: skip
    for high, wide, why in bounds:
        if why:
            with pytest.raises(Refused, match=f"^{why}$"):
                list(read_sheet(rows_in([["a"]], high=high, wide=wide)))
        else:
            assert list(read_sheet(rows_in([["a"]], high=high, wide=wide))) == [["a"]]


@pytest.mark.parametrize(
    ("merged", "at", "filled"),
    [
        ((), 0, [["h"], ["a", "b"], ["", "c"], [], ["d"], ["", "", "e"]]),
        (((1, 0, 3),), 0, [["h"], ["a", "b"], ["a", "c"], [], ["d"], ["", "", "e"]]),
        (((1, 1, 5),), 0, [["h"], ["a", "b"], ["", "c"], [], ["d", "b"], ["", "b", "e"]]),
        (((1, 0, 5), (4, 0, 5)), 0, [["h"], ["a", "b"], ["a", "c"], [], ["d"], ["a", "", "e"]]),
        (((1, 0, 5),), 1, [["h"], ["a", "b"], ["", "c"], [], ["d"], ["", "", "e"]]),
        (((1, 3, 5),), 0, [["h"], ["a", "b"], ["", "c"], [], ["d"], ["", "", "e"]]),
        (((4, 0, 5), (1, 1, 2)), 0, [["h"], ["a", "b"], ["", "c"], [], ["d"], ["d", "", "e"]]),
    ],
)
def test_a_merged_cell_counts_down_to_its_last_row_and_not_in_empty_ones(
    merged: tuple[tuple[int, int, int], ...], at: int, filled: list[list[str]]
) -> None:
    rows = [["h"], ["a", "b"], ["", "c"], [], ["d"], ["", "", "e"]]
    assert list(_filled(rows, at, merged)) == filled


def test_the_columns_of_a_further_sheet_stand_under_their_heads_or_behind_all_others() -> None:
    heads = ["Title", "Due", "Title"]
    assert _places(heads, ["due_", "Colour", "TITLE", "Title", "Title", ""]) == [1, 3, 0, 2, 4, 5]
    assert heads == ["Title", "Due", "Title", "Colour", "Title", ""]
    assert [_placed(["a", "b", "c"], places) for places in ([2, 0, 1], [0, 3, 1], [1, 0])] == [
        ["b", "c", "a"], ["a", "c", "", "b"], ["b", "a"],
    ]  # fmt: skip
    assert _placed(["a"], [1, 0]) == ["", "a"]


def test_sheets_are_laid_out_as_one_table_whose_rows_go_on() -> None:
    more = Table([["About"], ["Due", "Title", "Who"], ["May", "Pay", "Tom"], [], ["", "Mow"]], "More",
                 hidden=frozenset({4}))  # fmt: skip
    first = Table([["Title", "Due"], ["Call", "June"], [], ["Write"]], "Plans", more=(more,), merged=((1, 1, 3),))
    known = {"title", "due", "who"}
    whole = LaidOut(first, Reading(), known)
    rows = [(2, ["Call", "June"]), (4, ["Write", "June"]), (7, ["Pay", "May", "Tom"]), (9, ["Mow", "", ""])]
    assert (list(whole.body()), whole.heads, whole.head_row) == (rows, ["Title", "Due", "Who"], 1)
    assert (whole.parts, whole.hidden, whole.merged) == ([("Plans", 0), ("More", 4)], 1, 1)
    told = found_of(first, whole, Reading(), known)
    assert told == {
        "sheets": ["Plans", "More"], "head_row": 1, "separator": "", "encoding": "", "parts": [("Plans", 0),
        ("More", 4)],
        "tops": ["Title · Due", "Call · June", "", "Write"], "hidden": 1, "merged": 1, "whys": {"head_row": "known"},
    }  # fmt: skip
    looks = Reading(fills_merged=False, reads_hidden=False, head_row=2)
    other = LaidOut(first, looks, known)
    assert (list(other.body())[:2], other.heads, other.head_row) == (
        [(4, ["Write"]), (7, ["", "", "May", "Pay", "Tom"])], ["Call", "June", "Due", "Title", "Who"], 2,
    )  # fmt: skip
    bare = LaidOut(Table([["a"], [], ["b"]]), Reading(head_row=NO_HEADS), known)
    assert (list(bare.body()), bare.heads, bare.head_row) == ([(1, ["a"]), (3, ["b"])], [], NO_HEADS)
    assert found_of(Table([["a"]]), bare, Reading(head_row=NO_HEADS), known)["whys"] == {"head_row": "chosen"}
    far = LaidOut(Table([["a"], ["b"]]), Reading(head_row=9), known)
    assert (far.head_row, far.heads, list(far.body())) == (2, ["b"], [])


def test_what_a_table_holds_is_told_while_its_rows_go_by() -> None:
    survey = Survey.of(["No", "Title"], [["F-2018-001", "a"], ["7", "b", "c"], [], ["", "b"]])
    assert (survey.count, survey.own, survey.asked) == (4, {0}, [0])
    assert survey.told() == [{"words": ["F-2018-001", "7"]}, {"words": ["a", "b"]}, {"words": ["c"]}]
    assert (cell(0, 1, "a"), rows_of([])) == ('<c r="A1" t="inlineStr"><is><t xml:space="preserve">a</t></is></c>', "")
