"""What is judged of a follow-up in one word, over a table of ways: evidence, answers, cells, notes, who sees a view."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils import timezone

from tests.conftest import account
from tracker.accounts.models import Role, User
from tracker.directory.models import Appointment, Organisation
from tracker.files.attach import attach
from tracker.follow_ups.acceptance.answer import answer_of
from tracker.follow_ups.closing.evidence import is_asked_first, say_moved
from tracker.follow_ups.hand_over import handover_items
from tracker.follow_ups.list.cells import open_cells
from tracker.follow_ups.models import ClosingRule, FollowUp, SavedView, StartView
from tracker.follow_ups.models.confirming import lacks_evidence
from tracker.follow_ups.models.saved_view import units_of

pytestmark = pytest.mark.one_database
Make = Callable[..., FollowUp]


class Pressed:
    """A request as far as `is_asked_first` asks it."""

    def __init__(self, *names: str) -> None:
        self.POST = QueryDict(mutable=True)
        self.POST.update(dict.fromkeys(names, "1"))


def test_evidence_is_asked_for_and_lacking_by_the_rule_of_the_kind(make_follow_up: Make, claire: User) -> None:
    rules = {"training": (True, False), "document": (False, True), "briefing": (False, False), "meeting": (True, True)}
    for kind, (confirmation, evidence) in rules.items():
        ClosingRule.add(by=None, kind=kind, needs_confirmation=confirmation, needs_evidence=evidence)
    rows = {kind: make_follow_up(kind, kind=kind) for kind in (*rules, "other")}
    asked: dict[str, Any] = {
        kind: [is_asked_first(Pressed(*names), row, status)  # type: ignore[arg-type]
               for names, status in ((("ask",), "done"), ((), "done"), (("ask",), "dropped"), (("ask",), "open"))]
        for kind, row in rows.items()
    }  # fmt: skip
    first = [True, False, False, False]
    nothing = [False] * 4
    assert asked == {"training": first, "document": first, "briefing": nothing, "meeting": first, "other": nothing}

    def lacking() -> list[str]:
        return [kind for kind, row in rows.items() if lacks_evidence(row, "done", "")]

    assert lacking() == ["document", "meeting"]
    ways = (("dropped", ""), ("done", "It is."), ("done", ["a file"]), ("done", None))
    assert [lacks_evidence(rows["document"], *way) for way in ways] == [False, False, False, True]
    file, _entry = attach(rows["document"], SimpleUploadedFile("a.txt", b"a"), by=claire)
    assert lacking() == ["meeting"]
    file.remove(by=claire)
    assert lacking() == ["document", "meeting"]
    said = []
    for kind in ("training", "briefing", "other"):
        rows[kind].move_to("done", by=claire)
        said.append(say_moved(rows[kind]).removeprefix(f"{rows[kind].reference} "))
    assert said == ["is reported done, and waits to be confirmed.", "is now: Done", "is now: Done"]
    unwritten = ClosingRule.of("other")
    assert (unwritten.pk, unwritten.needs_confirmation, unwritten.needs_evidence) == (None, False, False)


def test_the_answer_to_a_recommendation_is_told_with_the_entry_that_made_it_so(
    make_follow_up: Make, claire: User, amina: User
) -> None:
    def told(row: FollowUp) -> Any:
        found = answer_of(row, claire)
        return found and (found.said, found.entry and (found.entry.by, found.entry.note))

    plain, row = make_follow_up(), make_follow_up(kind="recommendation")
    assert [told(plain), told(row)] == [None, ("", None)]
    row.answer_recommendation(3, by=amina)
    row.answer_recommendation(4, by=claire, reason="Too dear.")
    row.note("They called.", by=amina)
    row.edit(by=amina, title="Another")
    assert told(row) == ("Rejected", (claire, "Too dear."))
    row.edit(by=amina, kind="document")
    assert told(row) == ("Rejected", (claire, "Too dear."))
    FollowUp.objects.filter(pk=row.pk).update(acceptance=None)
    assert told(FollowUp.objects.get(pk=row.pk)) is None


def test_which_cells_are_open_depends_on_whose_it_is_and_how_it_stands(
    make_follow_up: Make, invitation: FollowUp, claire: User, noor: User, omar: User, amina: User
) -> None:
    own, other = make_follow_up(owner=noor.person), make_follow_up(owner=amina.person)
    ended = make_follow_up(owner=noor.person)
    ended.move_to("done", by=claire)
    rows = {"own": own, "other": other, "ended": ended, "quoting": invitation}
    shown = {row.pk: row for row in FollowUp.objects.as_rows()}
    found = {
        name: {user.name.split()[0]: open_cells(user, shown[row.pk]) for user in (claire, noor, omar, amina)}
        for name, row in rows.items()
    }
    every = found["own"]["Amina"]
    assert {"title", "owner", "due", "meeting", "partner", "priority", "strength"} < {*every}
    assert "detail" not in every
    assert "mandates" not in every

    def without(*names: str) -> set[str]:
        return {*every} - {*names}

    fixed = without("meeting")
    assert {name: {who: {*cells} for who, cells in by_user.items()} for name, by_user in found.items()} == {
        "own": {"Claire": without(), "Noor": {"due"}, "Omar": without("owner"), "Amina": without()},
        "other": {"Claire": without(), "Noor": set(), "Omar": without("owner"), "Amina": without()},
        "ended": {"Claire": without("due"), "Noor": set(), "Omar": without("due", "owner"), "Amina": without("due")},
        "quoting": {"Claire": fixed, "Noor": set(), "Omar": fixed - {"owner"}, "Amina": fixed},
    }  # fmt: skip


def test_the_note_of_a_handover_tells_the_last_notes_by_their_days(
    make_follow_up: Make, claire: User, amina: User, omar: User, today: date
) -> None:
    soon, later = make_follow_up("soon", due_on=today), make_follow_up("later", due_on=today + timedelta(days=3))
    now = timezone.now()
    for words, days in (("third", 3), ("first", 1), ("fifth", 9), ("second", 2), ("fourth", 4)):
        later.note(words, by=amina, at=now - timedelta(days=days))
    later.edit(by=amina, title="later")
    soon.note("They called.", by=claire)
    soon.move_to("in_progress", by=claire, reason="No note.")
    items = handover_items(FollowUp.objects.by_due(), omar)
    assert [(str(item.follow_up), [(entry.note, str(entry.by)) for entry in item.notes]) for item in items] == [
        ("soon", [("They called.", "Claire Dubois")]),
        ("later", [(words, "Amina Rahman") for words in ("first", "second", "third")]),
    ]


def test_a_view_is_for_those_of_its_unit_and_of_the_units_below_it(
    claire: User, wco: Organisation, unit: Organisation, eu: Organisation, today: date
) -> None:
    lena, rosa = (account(eu, name, Role.OFFICER) for name in ("Lena Brandt", "Rosa Lind"))
    Appointment.objects.create(person=lena.person, organisation=unit, title="Head")
    Appointment.objects.create(person=rosa.person, organisation=unit, title="Head", until=today - timedelta(days=1))
    nobody = User.objects.create_user("x@suivi.example")
    views = {name: SavedView.save_as(name, by=claire, **values) for name, values in {
        "mine": {}, "all": {"audience": "all"}, "house": {"audience": "unit", "unit": wco},
        "unit": {"audience": "unit", "unit": unit}, "partner": {"audience": "unit", "unit": eu},
        "of me, with a unit": {"audience": "me", "unit": unit}, "removed": {"audience": "all"},
    }.items()}  # fmt: skip
    views["removed"].remove(by=claire)

    def seen(user: User) -> list[str]:
        return sorted(str(view) for view in SavedView.objects.visible_to(user))

    assert {user.name: seen(user) for user in (claire, lena, rosa, nobody)} == {
        "Claire Dubois": ["all", "house", "mine", "of me, with a unit", "partner", "unit"],
        "Lena Brandt": ["all", "house", "partner", "unit"], "Rosa Lind": ["all", "partner"], "": ["all"],
    }  # fmt: skip
    assert [units_of(user) for user in (claire, lena, rosa, nobody)] == [
        {wco.pk}, {eu.pk, unit.pk, wco.pk}, {eu.pk}, set(),
    ]  # fmt: skip
    assert [views[name].for_whom for name in ("mine", "all", "house", "unit", "of me, with a unit")] == [
        "Only me", "Everybody", wco.label, unit.label, "Only me",
    ]  # fmt: skip
    for user in (lena, rosa):
        views["house"].start_here(user)
    assert [StartView.of(user) for user in (claire, lena, rosa)] == [None, views["house"], None]
    views["all"].start_here(lena)
    assert StartView.of(lena) == views["all"]
    assert [views["mine"].amend(name=name) for name in ("all", "mine", "removed", "Another")] == [
        False,
        True,
        True,
        True,
    ]
    addresses = {
        "": "?status=", "status=active": "?status=active", "status=": "?status=", "late=on": "?late=on&status=",
        "q=a b": "?q=a+b&status=",
    }  # fmt: skip
    assert {query: SavedView(query=query).address.removeprefix("/follow-ups/") for query in addresses} == addresses
