"""What the columns of a list are is said once."""

from tests.imports.conftest import Brought
from tracker.accounts.models import User
from tracker.imports.models import Import
from tracker.imports.prepare_import import upload
from tracker.imports.reading.table import Table

HEADS = ["Lfd.", "Was", "Wann", "Stand", "Due"]
SAID = ["key", "title", "agreed_on", "", "due_on"]
ROW = ["1", "Send", "04/05/2018", "x", "25/05/2031"]


def brings(user: User, *rows: list[str]) -> Import:
    return upload("week 48.csv", Table([list(row) for row in rows]), by=user)


def test_next_week_the_columns_are_what_was_said_of_them_whoever_brings_the_list(imported: Brought, omar: User) -> None:
    orders = {"agreed_on": "month"}
    imported(HEADS, ROW, columns=SAID, reading={"orders": orders})
    heads = ["lfd", "WAS", "Wann", "Stand", "Due", "Status"]
    source = brings(omar, heads, ["1", "Send", "04/05/2018", "x", "5 May 2031", "open"])
    assert (source.columns, source.how.orders) == (["key", "title", "agreed_on", "", "due_on", "status"], orders)
    # Cells that tell their order themselves are not overruled.
    assert brings(omar, heads, [*ROW, "open"]).how.orders == {}
    assert (source.found["as_before"], source.imported_list) == (True, Import.objects.earliest("pk").imported_list)


def test_what_others_said_of_a_list_one_may_not_choose_is_not_known(imported: Brought, omar: User) -> None:
    imported(HEADS, ROW, columns=SAID, classification="restricted")
    assert brings(omar, HEADS, ROW).columns == ["", "", "", "", "due_on"]


def test_other_heads_and_what_was_not_confirmed_say_nothing(imported: Brought, brought: Brought, claire: User) -> None:
    imported(HEADS, ROW, columns=SAID)
    assert brings(claire, ["Title", "Was", "Wer", "Wo", "Due"], ROW).found["as_before"] is False
    brought(["Wer", "Wo"], ["a", "b"], columns=["title", "detail"])
    assert brings(claire, ["Wer", "Wo"], ["a", "b"]).columns == ["", ""]


def test_a_field_is_taken_once_and_a_number_of_ours_is_seen_in_its_cells(imported: Brought, claire: User) -> None:
    imported(["No", "Was", "Wer"], ["1", "Send", "x"], columns=["key", "title", "detail"])
    source = brings(claire, ["No", "Was", "Wer", "Was", "Title"], ["F-2018-001", "Send", "x", "y", "z"])
    assert source.columns == ["reference", "title", "detail", "", ""]
