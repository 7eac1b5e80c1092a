"""For whom a follow-up is there, by all that may close it, and what of that is removed."""

from datetime import date
from typing import Any

import pytest

from tracker.accounts.models import User
from tracker.follow_ups import conditions
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.meetings.models import Meeting, Participation
from tracker.records.models import Passage, Record

pytestmark = pytest.mark.one_database


@pytest.fixture
def rows(claire: User, omar: User, noor: User, amina: User, visit: Meeting) -> dict[str, FollowUp]:
    """Noor took part in the secret meeting, and Amina in that of which a record is closed."""
    secret = Meeting.log(by=claire, title="Secret", held_on=date(2018, 6, 1), classification="restricted")
    gone = Meeting.log(by=claire, title="Gone", held_on=date(2018, 6, 1))
    Participation.objects.create(meeting=secret, person=noor.person)
    Participation.objects.create(meeting=visit, person=amina.person)
    closed = Record.write(by=claire, text="They spoke at length.", meeting=visit, classification="restricted")
    open_one = Record.write(by=claire, text="They spoke in the open.", meeting=visit)
    own: dict[str, Any] = {"classification": "restricted"}
    ways: dict[str, tuple[User, dict[str, Any]]] = {
        "general": (claire, {}), "own": (claire, own), "own, omar's": (claire, {"owner": omar.person, **own}),
        "own, by omar": (omar, own), "met": (claire, {"meeting": secret}),
        "met, omar's": (claire, {"meeting": secret, "owner": omar.person}),
        "met, by omar": (omar, {"meeting": secret}), "met, own": (claire, {"meeting": secret, **own}),
        "met, own, omar's": (claire, {"meeting": secret, "owner": omar.person, **own}),
        "visit": (claire, {"meeting": visit}), "quoting": (claire, {"passage": Passage.of(open_one.latest, 0, 10)}),
        "quoting closed": (claire, {"passage": Passage.of(closed.latest, 0, 10)}),
        "quoting closed, omar's": (claire, {"passage": Passage.of(closed.latest, 5, 12), "owner": omar.person}),
        "removed": (claire, {}), "removed, own": (claire, own),
        "removed, omar's": (claire, {"owner": omar.person, **own}), "meeting removed": (claire, {"meeting": gone}),
    }  # fmt: skip
    made = {title: FollowUp.log(by=by, title=title, **values) for title, (by, values) in ways.items()}
    for row in made.values():
        if row.title.startswith("removed"):
            row.remove(by=claire)
    gone.remove(by=claire)
    return {title: FollowUp.objects.get(pk=row.pk) for title, row in made.items()}


def titles(found: Any) -> list[str]:
    return [row.title for row in found.order_by("pk")]


def test_it_is_there_for_whoever_sees_all_that_closes_it_or_has_to_do_with_it(
    rows: dict[str, FollowUp], claire: User, omar: User, noor: User, amina: User, mei: User
) -> None:
    users = (claire, omar, noor, amina, mei)
    there = [title for title in rows if "removed" not in title]
    seen = {user.name.split()[0]: titles(FollowUp.objects.visible_to(user)) for user in users}
    everybodys = ["general", "visit", "quoting"]
    assert seen == {
        "Claire": [title for title in there if title != "own, by omar"],
        # By what he has to do from it he sees the secret meeting, and what that alone closes.
        "Omar": ["general", "own, omar's", "own, by omar", "met", "met, omar's", "met, by omar", "met, own, omar's",
                 "visit", "quoting", "quoting closed", "quoting closed, omar's"],
        "Noor": ["general", "met", "met, omar's", "met, by omar", "visit", "quoting"],
        "Amina": [*everybodys, "quoting closed", "quoting closed, omar's"],
        "Mei": there,
    }  # fmt: skip
    assert [title for title, row in rows.items() if row.is_everybodys] == everybodys
    restricted = [title for title, row in rows.items() if row.is_restricted]
    assert titles(FollowUp.objects.filter(conditions.restricted())) == restricted
    hidden = {user.name.split()[0]: titles(FollowUp.objects.hidden_from(user)) for user in users}
    known = {"removed": 5, "meeting removed": 5, "removed, own": "Claire Mei", "removed, omar's": "Claire Omar Mei"}

    def is_hidden(title: str, who: str) -> bool:
        knows = known.get(title)
        return title not in seen[who] if knows is None else isinstance(knows, str) and who not in knows

    assert hidden == {who: [title for title in rows if is_hidden(title, who)] for who in seen}


def test_what_is_removed_is_there_for_whoever_saw_it_or_removed_it(
    rows: dict[str, FollowUp], claire: User, omar: User, noor: User, mei: User
) -> None:
    found = {user.name.split()[0]: titles(FollowUp.objects.removed_for(user)) for user in (claire, omar, noor, mei)}
    assert found == {
        "Claire": ["removed", "removed, own", "removed, omar's"], "Omar": ["removed", "removed, omar's"],
        "Noor": ["removed"], "Mei": ["removed", "removed, own", "removed, omar's"],
    }  # fmt: skip


def test_what_one_gave_away_oneself_is_known_as_long_as_nobody_changed_it(
    rows: dict[str, FollowUp], claire: User, omar: User, mei: User
) -> None:
    names = ("own, omar's", "met, own, omar's", "quoting closed, omar's", "general")
    entries = [rows[name].give_to(mei.person, by=omar) for name in names]
    by_mei = rows["own"].give_to(mei.person, by=mei)
    given: list[Entry] = [entry for entry in (*entries, by_mei) if entry]
    assert titles(FollowUp.objects.known_by(omar, given)) == [name for name in rows if name in names]
    assert titles(FollowUp.objects.known_by(claire, given)) == [name for name in rows if name in (*names, "own")]
    assert titles(FollowUp.objects.known_by(omar, given[:1])) == [names[0]]
    assert titles(FollowUp.objects.known_by(omar, [])) == []
    FollowUp.objects.get(title=names[0]).note("They called.", by=claire)
    rest = titles(FollowUp.objects.known_by(omar, given))
    assert rest == [name for name in rows if name in names[1:]]
