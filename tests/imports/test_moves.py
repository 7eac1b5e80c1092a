"""Where the status of a row takes a follow-up from where it stands, and what somebody else did between look and deed.

The first stands in `drawn/moves.txt`. To draw it anew, delete it and read what the test writes.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from tests.house.drawings import assert_drawn
from tests.imports.conftest import Brought, confirm_and_write
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import ACTIVE, Status
from tracker.imports.reading.row_values import Row
from tracker.imports.row_changes import CellError, changed

Make = Callable[..., FollowUp]
FOLDER = Path(__file__).parent / "drawn"


def test_each_status_of_a_row_moves_a_follow_up_or_is_refused(
    make_follow_up: Make, claire: User, eu: Organisation, europol: Organisation
) -> None:
    follow_up = make_follow_up("Speak")
    besides: dict[str, dict[str, Any]] = {
        "": {},
        "ended": {"aside": {"ended_on": date(2018, 5, 1)}},
        "partner and due": {"values": {"partner": eu, "due_on": date(2030, 5, 1)}},
        "partner": {"values": {"partner": eu}},
        "waiting on": {"aside": {"waiting_on": europol}},
        "waiting until": {"aside": {"review_on": date(2030, 6, 1)}},
        "waiting on and until": {"aside": {"waiting_on": europol, "review_on": date(2030, 6, 1)}},
    }

    def told(status: str, values: dict[str, Any], aside: dict[str, Any]) -> str:
        row = Row(values=dict(values), aside={**aside, **({"status": status} if status else {})})
        try:
            found = changed(follow_up, row, claire, set())
        except CellError as wrong:
            return f"{wrong.field}: {wrong}"
        return ", ".join(f"{name} {change.get('to_text') or change['to']}" for name, change in found.items()) or "–"

    pages = {}
    for stands in Status:
        ended = stands not in ACTIVE
        follow_up.status, follow_up.ended_on = stands, date(2018, 4, 1) if ended else None
        follow_up.waiting_on = eu if stands == Status.WAITING else None
        follow_up.review_on = date(2030, 4, 1) if stands == Status.WAITING else None
        pages[str(stands.value)] = [
            f"{status or 'nothing'} ({beside}): {told(status, more.get('values', {}), more.get('aside', {}))}"
            for status in ("", *Status.values)
            for beside, more in besides.items()
            if not beside or beside == "ended" or status in ("", Status.WAITING)
        ]
    assert_drawn("moves", pages, FOLDER)


def test_what_became_of_a_follow_up_since_the_preview_is_kept_and_the_row_refused_where_both_say_something(
    brought: Brought, make_follow_up: Make, amina: User, eu: Organisation, europol: Organisation
) -> None:
    heads = ["Ref", "Title", "Partner", "Due", "Status", "Notes"]
    day, other = date(2030, 5, 1), date(2030, 6, 1)
    deeds: dict[str, tuple[list[str], Callable[[FollowUp], object]]] = {
        "both a title": (["Mine", "", "", "", ""], lambda each: each.edit(by=amina, title="Theirs")),
        "the same title": (["Both", "", "", "", ""], lambda each: each.edit(by=amina, title="Both")),
        "a title and a detail": (["Mine", "", "", "", ""], lambda each: each.edit(by=amina, detail="Theirs")),
        "both a day": (["", "", "1 May 2030", "", ""], lambda each: each.edit(by=amina, due_on=other)),
        "the same day": (["", "", "1 May 2030", "", ""], lambda each: each.edit(by=amina, due_on=day)),
        "both a partner": (["", "EU", "", "", ""], lambda each: each.edit(by=amina, partner=europol)),
        "a title and a partner": (["Mine", "EU", "", "", ""], lambda each: each.edit(by=amina, partner=europol)),
        "both an end": (["", "", "", "done", ""], lambda each: each.move_to("dropped", by=amina, reason="No")),
        "the same end": (["", "", "", "done", ""], lambda each: each.move_to("done", by=amina)),
        "a title and an end": (["Mine", "", "", "", ""], lambda each: each.move_to("done", by=amina)),
        "an end and a title": (["", "", "", "done", ""], lambda each: each.edit(by=amina, title="Theirs")),
        "an end and a move": (["", "", "", "done", ""], lambda each: each.move_to("in_progress", by=amina)),
        "waiting, on another": (["", "", "1 May 2030", "waiting", ""], lambda each: each.edit(by=amina, partner=eu)),
        "the same note": (["", "", "", "", "Seen."], lambda each: each.note("seen.", by=amina)),
        "another note": (["", "", "", "", "Seen."], lambda each: each.note("Not seen.", by=amina)),
        "a removal": (["Mine", "", "", "", ""], lambda each: each.remove(by=amina)),
    }
    each = {name: make_follow_up("One", partner=europol if "waiting" in name else None) for name in deeds}
    source = brought(heads, *([each[name].reference, *row] for name, (row, _deed) in deeds.items()))
    begun = {name: each[name].history.count() for name in deeds}
    for name, (_row, deed) in deeds.items():
        deed(each[name])
    confirm_and_write(source)
    found = {}
    for (name, row), line in zip(each.items(), source.lines.order_by("number"), strict=True):
        follow_up = FollowUp._base_manager.get(pk=row.pk)
        entries = list(follow_up.history.order_by("pk"))[begun[name] :]
        partner = follow_up.partner and str(follow_up.partner)
        found[name] = (
            [words for _place, words in line.problems],
            (follow_up.title, partner, follow_up.due_on, follow_up.status),
            [f"{entry.verb} {entry.channel}" for entry in entries],
        )

    def changed_by_her(what: str) -> str:
        return f"Amina Rahman changed this meanwhile: {what}. Import the row again."

    both = ["edited web", "edited import"]
    assert found == {
        "both a title": ([changed_by_her("title")], ("Theirs", None, None, "open"), ["edited web"]),
        "the same title": ([], ("Both", None, None, "open"), ["edited web"]),
        "a title and a detail": ([], ("Mine", None, None, "open"), both),
        "both a day": ([changed_by_her("due date")], ("One", None, other, "open"), ["edited web"]),
        "the same day": ([], ("One", None, day, "open"), ["edited web"]),
        "both a partner": ([changed_by_her("partner")], ("One", "EUROPOL", None, "open"), ["edited web"]),
        "a title and a partner": ([changed_by_her("partner")], ("One", "EUROPOL", None, "open"), ["edited web"]),
        "both an end": ([changed_by_her("status")], ("One", None, None, "dropped"), ["moved web"]),
        "the same end": ([], ("One", None, None, "done"), ["moved web"]),
        "a title and an end": ([], ("Mine", None, None, "done"), ["moved web", "edited import"]),
        "an end and a title": ([], ("Theirs", None, None, "done"), ["edited web", "moved import"]),
        "an end and a move": ([changed_by_her("status")], ("One", None, None, "in_progress"), ["moved web"]),
        "waiting, on another": ([], ("One", "EU", day, "waiting"), ["edited web", "moved import"]),
        "the same note": ([], ("One", None, None, "open"), ["noted web"]),
        "another note": ([], ("One", None, None, "open"), ["noted web", "noted import"]),
        "a removal": (
            ["It was removed meanwhile, or you may no longer see it."],
            ("One", None, None, "open"),
            ["removed web"],
        ),
    }
