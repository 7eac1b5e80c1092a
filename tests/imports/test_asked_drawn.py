"""What the pages of an import say and ask: of lists, cells that two changed, names, sheets and what is hidden in them.

It stands in `drawn/asked.txt`, page by page.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tests.house.fields import fields_of
from tests.house.paged import paged
from tests.house.pages import controls_of, marked_lines_of
from tests.house.test_drawn import offered
from tests.imports.conftest import Brought, confirm_and_write, send_file
from tests.imports.lists.test_numbers import FIRST, HEADS, OTHER
from tests.imports.questions import test_probably_same
from tests.imports.questions.test_clashes import Edited, edited  # noqa: F401 (a fixture)
from tests.imports.reading.test_columns_page import marked
from tests.imports.sheets import rows_of, sheet, workbook
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.imports.models import Import
from tracker.imports.undo.tasks import begin

pytestmark = pytest.mark.one_database
NAMED = ["Title", "Owner", "Partner", "Unit"]


def test_what_is_asked_of_an_import_is_said(
    imported: Brought, brought: Brought, edited: Edited, make_follow_up: Callable[..., FollowUp],  # noqa: F811
    europol: Organisation, amina: User, claire: User, sign_in: Callable[[User], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(timezone, "now", lambda: datetime(2018, 9, 3, 9, tzinfo=UTC))
    client, said = sign_in(claire), dict[str, list[str]]()
    beside = "/keys/", client.get("/keys/")

    def draw(name: str, place: str) -> None:
        page: Any = client.get(place)
        lines = [*marked_lines_of(page), *fields_of(page), *controls_of(page), *offered(place, page, beside)]
        said[name] = [line for line in lines if "csrf" not in line]

    def draw_import(name: str, source: Import, query: str = "") -> None:
        draw(name, f"{source.get_absolute_url()}{query}")

    known = imported(*FIRST).imported_list
    source = brought(HEADS, *OTHER[1:], ["3", "Call Paris", ""], imported_list=known)
    draw_import("list", source)
    draw_import("list_new", source, "?show=new")
    client.post(f"{source.get_absolute_url()}new-list/")
    draw_import("list_named", source)

    one = make_follow_up("One", partner=europol)
    cells = {("One", "Follow-up"): "Mine", ("One", "Partner"): ""}
    source = edited(cells, meanwhile=lambda: one.edit(by=amina, title="Theirs", partner=None, owner=amina.person))
    draw_import("cell", source)
    confirm_and_write(source)
    draw_import("cell_unanswered", source)

    imported(*test_probably_same.FIRST)
    draw_import("probably", brought(*test_probably_same.NEXT_WEEK))

    Person.add(by=claire, name="Aoife Brennan")
    rows = [["Three", "Aoife Brenan", "EUROPOLE", "ENFF"], ["Four", "", "EUROPOLE", ""], ["Five", "Zed", "", ""]]
    source = brought(NAMED, *rows)
    draw_import("names", source)
    taken = {"name": "partner:EUROPOLE", "means": europol.label}
    client.post(f"{source.get_absolute_url()}names/take/", taken)
    draw_import("names_taken", source)
    many = brought(NAMED, *([f"Of {number}", f"Somebody {number}", "", ""] for number in range(26)))
    draw_import("names_many", many)
    said["names_paged"] = paged(client, f"{many.get_absolute_url()}?show=refused")

    back = imported(["Title"], ["Take me back"])
    begin(back)
    draw_import("back", back)
    heads = [["Title", "Due"], ["Call", 3], ["Write", 4], ["Wait", 5]]
    hidden = workbook([], parts={"xl/worksheets/sheet1.xml": marked(heads, 3, "A2:A4")})
    several = workbook(heads, Later=sheet(rows_of(heads)), Notes=sheet(""))
    for name, data in {"hidden": hidden, "sheets": several}.items():
        send_file(client, data, f"{name}.xlsx")
        draw_import(name, Import.objects.latest("pk"), "columns/")
    draw("imports", "/imports/")
    assert_drawn("asked", said, Path(__file__).parent / "drawn")
