"""Each deed that words ask for: its name, its address, what it posts, and to whom it is open."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import RequestFactory

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.kit.date_formats import format_date
from tracker.pages.palette.deeds import deeds, lacks_follow_up
from tracker.pages.palette.places import places
from tracker.pages.palette.typed_words import opened_keys, typed_words

Make = Callable[..., FollowUp]


def told(row: FollowUp, user: User, typed: str, at: int | None = None) -> list[tuple[Any, ...]]:
    """Of the deeds on this follow-up: the name without its reference, the address behind its own, what is sent."""
    found = [each for each in deeds(user, typed, at) if each.address.startswith(row.get_absolute_url())]
    return [
        (
            each.name.replace(row.reference, "IT"), each.address.removeprefix(row.get_absolute_url()), each.sent,
            each.asks, each.key, each.icon, each.meta, each.is_restricted,
        )
        for each in found
    ]  # fmt: skip


@pytest.fixture
def row(make_follow_up: Make, claire: User) -> FollowUp:
    return make_follow_up("Answer the letter", owner=claire.person)


def test_at_hand_every_deed_is_offered_to_whom_it_is_open(row: FollowUp, claire: User, amina: User, noor: User) -> None:
    title, version = row.title, {"version": row.version}
    moves = [
        ("Move IT to “In progress”", "to/in_progress/", version, False, "", "circle-check", title, False),
        ("Move IT to “Waiting on partner”", "to/waiting/", None, True, "", "circle-check", title, False),
        ("Move IT to “Done”", "to/done/", version | {"ask": "1"}, False, "", "circle-check", title, False),
        ("Move IT to “Declined”", "to/declined/", None, True, "", "circle-check", title, False),
        ("Move IT to “Dropped”", "to/dropped/", None, True, "", "circle-check", title, False),
    ]
    due = ("Due date of IT…", "due/", None, True, "d", "calendar", title, False)
    owner = ("Give IT to somebody…", "owner/", None, True, "o", "user-round", title, False)
    snooze = ("Keep IT off my desk until…", "snooze/", None, True, "h", "alarm-clock", title, False)
    priority = ("Priority of IT…", "priority/", None, True, "p", "flag", title, False)
    assert told(row, claire, "", row.pk) == [*moves, due, owner, snooze, priority][:8]
    assert told(row, claire, row.reference) == [*moves, due, owner, snooze, priority][:8]
    assert told(row, amina, row.reference) == [*moves, due, owner, priority][:8]
    assert [told(row, noor, typed, row.pk) for typed in ("", row.reference, "done", "due tomorrow")] == [[]] * 4


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("done", ["Move IT to “Done”"]),
        ("dro", ["Move IT to “Dropped”"]),
        ("do", []),
        ("move to do", ["Move IT to “Done”"]),
        ("move to d", ["Move IT to “Done”", "Move IT to “Declined”", "Move IT to “Dropped”"]),
        ("move to nowhere", []),
        ("in_progress", []),
        ("in progress", ["Move IT to “In progress”"]),
        ("pending resources", []),
        ("priority", [f"Priority of IT: {each}" for each in ("Urgent", "High", "Normal", "Low")]),
        ("priority u", ["Priority of IT: Urgent"]),
        ("priority high", ["Priority of IT: High"]),
        ("priority none", []),
        ("due", ["Due date of IT…"]),
        ("due today", ["Due date of IT…"]),
        ("due whenever", ["Due date of IT…"]),
        ("snooze", ["Keep IT off my desk until…"]),
        ("give to nobody known", ["Give IT to somebody…"]),
        ("give", ["Give IT to somebody…"]),
    ],
)
def test_words_ask_for_a_deed_on_what_is_at_hand(typed: str, names: list[str], row: FollowUp, claire: User) -> None:
    assert [each[0] for each in told(row, claire, typed, row.pk)] == names
    asked = [each[0] for each in told(row, claire, f"{row.reference} {typed}")]
    assert asked == (["Move IT to “Done”"] if typed == "do" else names)


def test_a_day_to_come_is_posted_and_an_owner_as_the_directory_calls_them(
    row: FollowUp, claire: User, amina: User, today: date
) -> None:
    day = today + timedelta(days=1)
    version, said = row.version, format_date(day)
    for number in range(5):
        Person.add(by=None, name=f"Amina Number {number}")
    closed = User.objects.create_user("gone@suivi.example", name="Amina Gone", is_active=False)
    Person.add(by=None, name="Amina Gone", account=closed)
    assert told(row, claire, "due tomorrow", row.pk)[0][:4] == (
        f"IT is due on {said}", "due/", {"version": version, "due_on": day.isoformat()}, False,
    )  # fmt: skip
    assert told(row, claire, "snooze tomorrow", row.pk)[0][:4] == (
        f"IT is not on my desk until {said}", "snooze/", {"version": version, "until": day.isoformat()}, False,
    )  # fmt: skip
    assert told(row, claire, "priority urgent", row.pk)[0][:4] == (
        "Priority of IT: Urgent", "priority/", {"version": version, "priority": 1}, False,
    )  # fmt: skip
    given = [each[:4] for each in told(row, claire, "give to amina", row.pk)]
    assert [each[0] for each in given] == [f"Give IT to Amina Number {number}" for number in range(3)]
    assert given[0] == ("Give IT to Amina Number 0", "owner/", {"version": version, "owner": "Amina Number 0"}, False)
    assert [each[0] for each in told(row, claire, "give to amina gone", row.pk)] == ["Give IT to somebody…"]


def test_what_is_named_is_meant_before_what_is_at_hand_and_the_hidden_is_neither(
    row: FollowUp, make_follow_up: Make, claire: User, omar: User
) -> None:
    other = make_follow_up("Other", classification=RESTRICTED, owner=claire.person)
    typed = f"{other.reference} done"
    assert [each[7] for each in told(other, claire, typed, row.pk)] == [True]
    assert [
        told(row, claire, typed, row.pk),
        told(other, omar, typed, other.pk),
        told(other, omar, "done", other.pk),
    ] == [[]] * 3
    asked = [
        ("move to done", None),
        ("move to done", row.pk),
        ("move", None),
        ("done", None),
        (f"move {row.reference} to done", None),
    ]
    assert [lacks_follow_up(claire, *each) for each in asked] == [True, False, False, False, False]
    assert (
        lacks_follow_up(omar, "move to done", other.pk),
        lacks_follow_up(omar, typed.replace("done", "move to done"), row.pk),
    ) == (True, True)


@pytest.mark.parametrize(
    ("typed", "officer", "administrator"),
    [
        ("", ["Log a meeting", "New follow-up"], ["Log a meeting", "New follow-up"]),
        (
            "log",
            [
                "Log a meeting",
                "Log an activity",
                "New follow-up",
                "New series",
                "New mandate",
                "New pledge",
                "New organisation",
                "New person",
            ],
            None,
        ),
        ("new per", ["New person"], ["New person"]),
        ("invite", [], ["Invite a colleague"]),
        ("visite", ["Log a meeting"], ["Log a meeting"]),
        ("reunions", ["New series"], ["New series"]),
        ("%", [], []),
        ("zebra", [], []),
    ],
)
def test_something_new_is_asked_for_by_its_words(
    typed: str, officer: list[str], administrator: list[str] | None, claire: User, jonas: User, noor: User
) -> None:
    found = [[each.name for each in deeds(user, typed)] for user in (claire, jonas, noor)]
    assert found == [officer, officer if administrator is None else administrator, []]


def test_one_goes_to_what_is_open_and_what_begins_so_comes_first(claire: User, jonas: User) -> None:
    assert [each.name for each in places(claire, "how")] == []
    assert [each.name for each in places(jonas, "how")] == ["How Suivi is"]
    assert [each.name for each in places(claire, "import")] == ["Import"]
    assert [(each.name, each.address, each.key) for each in places(claire, "")] == [
        ("My desk", "/", "g d"), ("Meetings", "/meetings/", "g m"), ("Follow-ups", "/follow-ups/?status=active", "g f"),
        ("Partners", "/partners/", "g p"), ("People", "/partners/people/", "g e"), ("Mandates", "/mandates/", "g n"),
        ("Reports", "/reports/", "g r"), ("Calendar", "/calendar/", "g c"),
        ("Preferences", "/account/preferences/", "g s"), ("Help", "/help/", "g h"), ("Keys", "/keys/", "?"),
    ]  # fmt: skip
    assert [each.name for each in places(claire, "re")] == ["Reports", "Report of the last quarter"]
    assert [each.name for each in places(claire, "me")] == ["Meetings", "Series of meetings"]
    assert (places(claire, "%"), places(claire, "zebra")) == ([], [])


@pytest.mark.parametrize(
    ("asked", "words", "keys"),
    [
        ({}, "", []),
        ({"q": "  two \x00 words "}, "two words", []),
        ({"q": "x" * 201}, "x" * 200, []),
        ({"opened": "3,x,,3,-1,0,12"}, "", [3, 3, 0, 12]),
        ({"opened": ",".join(map(str, range(1, 203)))}, "", [*range(1, 201)]),
    ],
)
@pytest.mark.one_database
def test_what_came_with_the_address_is_cut_to_what_can_be_meant(
    asked: dict[str, str], words: str, keys: list[int], rf: RequestFactory
) -> None:
    request: Any = rf.get("/palette/", asked)
    assert (typed_words(request), opened_keys(request)) == (words, keys)
