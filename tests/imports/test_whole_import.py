"""A table with a row for each thing that can become of one: what is seen before, what is written, what is taken back.

It stands in `drawn/whole.txt`. To draw it anew, delete it and read what the test writes.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tests.house.written import Tables, every_row, told_of
from tests.imports.conftest import Brought, confirm_and_write
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.imports.models import Answer, Import
from tracker.imports.questions.answers import answer
from tracker.imports.undo.take_back import ask, take_back_all
from tracker.meetings.models import Meeting
from tracker.tags.models import Tag

NOW = datetime(2018, 9, 3, 9, tzinfo=UTC)
HEADS = [
    "Reference", "Number of your own", "Title", "Kind", "Partner", "Owner", "Unit", "Due date", "Status", "Strength",
    "Priority", "Acceptance", "Owed by", "Meeting", "Waiting on", "Waiting until", "Agreed on", "First due date",
    "Ended on", "Detail", "Tags", "Notes",
]  # fmt: skip
FOLDER = Path(__file__).parent / "drawn"


def row(**cells: str) -> list[str]:
    """Cells by the first word above their column."""
    firsts = [head.lower().replace(" ", "_") for head in HEADS]
    assert cells.keys() <= set(firsts)
    return [cells.get(first, "") for first in firsts]


@pytest.fixture
def _then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def there(
    _then: None,
    make_follow_up: Callable[..., FollowUp],
    invitation: FollowUp,
    secret: FollowUp,
    eu: Organisation,
    claire: User,
    amina: User,
) -> dict[str, str]:
    """References of follow-ups, by what is said of each in the table."""
    names = ("changed", "moved", "waits", "gone", "ended", "dated", "first")
    made = {name: make_follow_up(name.capitalize(), partner=eu, due_on=date(2018, 10, 1)) for name in names}
    theirs = make_follow_up("Of Amina", by=amina, owner=amina.person)
    held = make_follow_up("Held", conditional=True)
    made["waits"].move_to("waiting", by=claire, waiting_on=eu, review_on=date(2018, 10, 5))
    made["gone"].remove(by=claire)
    made["ended"].move_to("done", by=claire)
    for name in ("ports", "customs"):
        Tag.add(name=name, by=claire)
    Meeting.log(by=claire, title="Other talks", held_on=date(2018, 6, 5))
    every = made | {"theirs": theirs, "held": held, "quoted": invitation, "secret": secret}
    return {name: follow_up.reference for name, follow_up in every.items()}


FIRST = [
    row(title="Send the report on ports to Lisbon", partner="EU"),
    row(title="Note to Paris", status="open"),
    row(title="Note to Bern", status="done"),
]


def table(at: dict[str, str]) -> list[list[str]]:
    return [
        row(
            title="All of it", kind="Training", partner="EUROPOL", owner="Dubois, Claire", unit="ENF",
            status="En cours", due_date="week 40 2018", strength="Offered", priority="Haute", owed_by="Us",
            meeting="Visit of the EU Counter-Terrorism Coordinator", agreed_on="25/05/2018", tags="ports, customs",
            first_due_date="1 October 2018", detail="Three\npages.",
            notes="12.03.2018: drafted; 20.03.2018 AB: sent\nCalled twice",
        ),
        row(title="Nothing more"),
        row(title="Nothing more"),
        row(number_of_your_own="A/1", title="With a number", status="waiting", partner="EU", due_date="31.10.2018"),
        row(title="Waiting as said", status="waiting", partner="EU", waiting_on="EUROPOL", waiting_until="2018-11-01"),
        row(title="Ended by its day", ended_on="01.06.2018"),
        row(title="Pending", status="Pending resources"),
        row(title="New names", owner="Rosa Conti", partner="Interpol", unit="Nowhere", waiting_on="Gnus"),
        row(title="Recommended", kind="Recommendation", acceptance="Accepted", owed_by="Partner"),
        row(reference=at["changed"], title="Changed by it", due_date="end of October 2018", priority="P4"),
        row(reference=at["moved"], status="dropped", notes="No longer needed"),
        row(reference=at["waits"], waiting_on="EUROPOL", waiting_until="2018-12-01"),
        row(reference=at["ended"], ended_on="2018-06-15"),
        row(reference=at["dated"], title="Dated"),
        row(reference=at["held"], status="In progress"),
        row(reference=at["dated"], title="Dated again"),
        row(reference=at["gone"], title="Gone"),
        row(reference=at["theirs"], owner="Claire Dubois"),
        row(reference=at["quoted"], meeting="Other talks"),
        row(reference=at["first"], first_due_date="2 October 2018"),
        row(reference=at["secret"], title="Known to her"),
        row(reference="F-1999-001", title="Nobody knows it"),
        row(detail="It has no title"),
        row(title="Wrong", kind="dance", due_date="blursday", status="sleeping", owner="12", notes="#REF!"),
        row(title="Ended and open", status="open", ended_on="2018-06-01"),
        row(title="Lapsed", status="lapsed"),
        row(title="Report on the ports to be sent to Lisbon", partner="EU"),
        row(title="Note to Paris", status="done"),
        row(title="Note to Bern", status="open", due_date="1 October 2018"),
    ]  # fmt: skip


def lines_of(source: Import) -> Iterator[str]:
    for line in source.lines.order_by("number"):
        told = {
            "changes": line.changes, "problems": line.problems, "asked": line.asked, "kept": line.kept,
            "names": line.names, "of": line.follow_up and str(line.follow_up), "at": line.version,
        }  # fmt: skip
        said = "; ".join(f"{name} {_said(value)}" for name, value in told.items() if value)
        yield f"{line.number} {line.outcome}: {line.cells[2]} | {said}"


def _said(value: Any) -> Any:
    """Without keys, which stand beside the words that are shown in their place."""
    if isinstance(value, dict) and {"from_text", "to_text"} & value.keys():
        return f"{value.get('from_text') or value['from'] or '–'} → {value.get('to_text') or value['to'] or '–'}"
    if isinstance(value, dict):
        return {name: _said(each) for name, each in value.items()}
    return value


def names_of() -> dict[Any, str]:
    """What stands in the place of keys: no two tables share one."""
    models = (FollowUp, Organisation, Person, Meeting, User, Import)
    return {row.pk: f"“{row}”" for model in models for row in model._base_manager.all()}


def written(before: Tables) -> list[str]:
    return told_of(before, every_row(), names_of(), NOW)


@pytest.mark.usefixtures("europol", "unit")
def test_what_becomes_of_each_row_is_what_became_of_it(
    there: dict[str, str], brought: Brought, imported: Brought, omar: User
) -> None:
    imported(HEADS, *FIRST)
    pages: dict[str, list[str]] = {}
    rows = [HEADS, *table(there)]
    source = brought(*rows)
    pages["before"] = list(lines_of(source))
    preview = brought(*rows, adds_names=True)
    pages["with_new_names"] = [line for line in lines_of(preview) if "names" in line]
    pages["by_another"] = list(
        lines_of(brought(HEADS, *(row(reference=each, title="His") for each in there.values()), by=omar))
    )
    answer(source, Answer.SAME)
    pages["answered"] = [line for line in lines_of(source) if line not in pages["before"]]
    was = every_row()
    confirm_and_write(source)
    pages["written"] = written(was)
    pages["lines_written"] = list(lines_of(source))
    pages["again"] = list(lines_of(brought(*rows)))
    was = every_row()
    ask(source)
    take_back_all(source)
    pages["taken_back"] = written(was)
    assert_drawn("whole", pages, FOLDER)
