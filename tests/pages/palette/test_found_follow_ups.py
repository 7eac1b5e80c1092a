"""Which of many follow-ups is meant by a few letters."""

from collections.abc import Callable

import pytest

from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation
from tracker.follow_ups.models import FollowUp
from tracker.pages.palette.found_follow_ups import found_follow_ups
from tracker.pages.palette.near_follow_ups import lately_changed

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


def test_own_ones_come_first_and_ended_ones_as_if_they_were_one_step_further_away(
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


def test_a_number_finds_before_words_do(make_follow_up: Make, noor: User) -> None:
    first = make_follow_up("First")
    make_follow_up(f"Letter {int(first.reference[-3:])}")
    assert titles(noor, first.reference[-3:].lstrip("0")) == ["First", f"Letter {int(first.reference[-3:])}"]


@pytest.mark.parametrize("typed", ["tddo", "TDO", "t d o", "t de", "tr d d"])
def test_the_first_letters_of_words_find_them_in_their_order(make_follow_up: Make, noor: User, typed: str) -> None:
    make_follow_up("Train with the detector dogs of Denmark's office")
    make_follow_up("Train officers of detector dogs by day")
    make_follow_up("Of detector dogs: train")
    assert titles(noor, typed)[0] == "Train with the detector dogs of Denmark's office"


def test_letters_in_a_row_are_those_of_one_word_before_they_are_those_of_several(
    make_follow_up: Make, noor: User
) -> None:
    for title, values in [
        ("Paper on risks, third", {"owner": noor.person}),
        ("Ports", {}),
        ("Other", {"detail": "Port"}),
    ]:
        make_follow_up(title, **values)
    assert titles(noor, "port") == ["Ports", "Other"]
    assert titles(noor, "prt") == ["Paper on risks, third"]


@pytest.mark.parametrize("typed", ["eu le", "le eu", "europol letters", "cd le", "cl le"])
def test_anybodys_is_found_by_the_partner_or_owner_and_a_word(
    make_follow_up: Make, europol: Organisation, claire: User, noor: User, typed: str
) -> None:
    make_follow_up("Letters", owner=claire.person, partner=europol)
    make_follow_up("Letters")
    make_follow_up("Minutes", owner=claire.person, partner=europol)
    assert titles(noor, typed) == ["Letters"]


def test_what_one_changed_last_comes_first_once(make_follow_up: Make, noor: User, amina: User) -> None:
    rows = [make_follow_up(f"Ports {number}", by=amina) for number in range(3)]
    for number, words in ((0, "One"), (1, "Two"), (0, "Three"), (2, "Four")):
        rows[number].note(words, by=noor)
    assert lately_changed(noor) == [rows[2].pk, rows[0].pk, rows[1].pk]


def test_what_was_opened_lately_is_as_near_as_what_is_ones_own(make_follow_up: Make, noor: User, amina: User) -> None:
    seen, *later = [make_follow_up(f"Ports {number}", by=amina) for number in range(3)]
    hidden = make_follow_up("Ports of others", by=amina, classification="restricted")
    opened = [seen.pk, hidden.pk, 10**17]
    found = [[row.title for row in found_follow_ups(noor, "port", 2, each)] for each in ((), opened)]
    assert found == [["Ports 2", "Ports 1"], ["Ports 0", "Ports 2"]]
    assert (seen in found_follow_ups(noor, "po 0", 9, opened), len(later)) == (True, 2)
