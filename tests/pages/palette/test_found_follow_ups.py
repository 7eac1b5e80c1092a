"""Which of many follow-ups is meant by a few letters."""

from collections.abc import Callable
from datetime import date

import pytest

from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation
from tracker.follow_ups.models import FollowUp
from tracker.pages.palette.found_follow_ups import found_follow_ups
from tracker.pages.palette.numbers_meant import references_meant

pytestmark = pytest.mark.django_db
Make = Callable[..., FollowUp]


def titles(user: User, typed: str, most: int = 9) -> list[str]:
    return [row.title for row in found_follow_ups(user, typed, most)]


@pytest.mark.parametrize("typed", ["tr do", "do tr", "trai dogs", "tr of do", "TRÄI d"])
def test_two_words_may_both_be_begun(make_follow_up: Make, noor: User, typed: str) -> None:
    make_follow_up("Train officers of detector dogs")
    make_follow_up("Train officers")
    assert titles(noor, typed) == ["Train officers of detector dogs"]


@pytest.mark.parametrize(("typed", "found"), [("eur let", ["Letters"]), ("cl mi", ["Minutes"]), ("eur mi", [])])
def test_of_ones_own_partner_and_owner_are_words_too(
    make_follow_up: Make, europol: Organisation, claire: User, typed: str, found: list[str]
) -> None:
    make_follow_up("Letters", owner=claire.person, partner=europol)
    make_follow_up("Minutes", owner=claire.person)
    assert titles(claire, typed) == found


def test_own_ones_come_first_then_those_of_the_unit_and_active_before_ended_and_the_latest(
    make_follow_up: Make, unit: Organisation, claire: User, amina: User, noor: User
) -> None:
    Appointment.objects.filter(person=noor.person).update(organisation=unit)
    rows = [
        ("theirs", {}),
        ("theirs ended", {}),
        ("of the unit", {"unit": unit}),
        ("own ended", {"owner": noor.person}),
    ]
    for title, values in [*rows, ("theirs later", {}), ("own", {"owner": noor.person})]:
        row = make_follow_up(f"Ports {title}", by=amina, **values)
        if "ended" in title:
            row.move_to("done", by=amina)
    order = ["own", "own ended", "of the unit", "theirs later", "theirs", "theirs ended"]
    assert titles(noor, "port") == [f"Ports {title}" for title in order]


def test_what_stands_beside_the_title_alone_comes_last(make_follow_up: Make, noor: User) -> None:
    make_follow_up("Ports")
    make_follow_up("Other", owner=noor.person, detail="Ports")
    assert titles(noor, "port") == ["Ports", "Other"]


def test_a_number_is_one_of_any_of_twenty_years() -> None:
    years = range(2026, 2006, -1)
    assert references_meant(" 14", date(2026, 3, 1)) == [f"F-{year}-014" for year in years]
    assert references_meant("2018-14", date(2026, 3, 1)) == ["F-2018-014"]
    assert references_meant("port", date(2026, 3, 1)) == []


def test_a_number_finds_before_words_do(make_follow_up: Make, noor: User) -> None:
    first = make_follow_up("First")
    make_follow_up(f"Letter {int(first.reference[-3:])}")
    assert titles(noor, first.reference[-3:].lstrip("0")) == ["First", f"Letter {int(first.reference[-3:])}"]
