"""The lines in which participants are named, judged without their page."""

from typing import Any

import pytest

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.meetings.participant_forms import MOST, ParticipantRows, ParticipantRowsBase, another_row

GARBLED = "The list of participants arrived garbled. Please look at it again."
TOO_MANY = "Name at most 300 participants."
TWICE = "This person stands in the list already."
WHO = "Say who it was."
TOO_LONG = "This is %s characters long; it may be at most %s. Shorten it."
LONG_NAME = "This name is too long. Type at most 250 characters."
HOST, INVITED, TITLE, FOR = {"role": "host"}, {"attendance": "invited"}, {"title": "Chair"}, {"organisation": "EU"}


def lines(user: User, *typed: dict[str, str], total: str | None = None, **more: Any) -> ParticipantRowsBase:
    data = {f"participants-{number}-{name}": said for number, line in enumerate(typed) for name, said in line.items()}
    counted = {"participants-TOTAL_FORMS": str(len(typed)) if total is None else total}
    return ParticipantRows(data | counted | {"participants-INITIAL_FORMS": "0"}, user=user, **more)


def named(*people: str) -> list[dict[str, str]]:
    return [{"person": person} for person in people]


def refusals(rows: ParticipantRowsBase) -> list[tuple[int, str]]:
    """Which line, as people count, is refused and why."""
    rows.is_valid()
    wrong = [(number, all_) for number, row in enumerate(rows.forms, 1) for all_ in row.errors.values()]
    return [(number, str(each)) for number, all_ in wrong for each in all_]


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        (named("Anna Berg", "Bo Ek", ""), []),
        (named("", "", "José Costa", "jose  COSTA"), [(4, TWICE)]),
        (named("Claire Dubois", "Anna Berg", "me"), [(3, TWICE)]),
        (named("me", "me", "me"), [(2, TWICE), (3, TWICE)]),
        ([HOST], [(1, WHO)]),
        ([{}, TITLE], [(2, WHO)]),
        ([FOR], [(1, WHO)]),
        ([INVITED], []),
        ([HOST | TITLE | FOR | INVITED | {"person": "Anna Berg"}], []),
        # A new name is as long as the directory takes; words that may name somebody there are longer.
        ([TITLE | {"person": "x" * 150}], []),
        ([TITLE | {"person": "x" * 151}], [(1, TOO_LONG % (151, 150))]),
        ([TITLE | {"person": "x" * 250}], [(1, TOO_LONG % (250, 150))]),
        ([TITLE | {"person": "x" * 251}], [(1, LONG_NAME)]),
        ([FOR | {"person": "Bo Ek", "organisation": "x" * 200}], []),
        ([FOR | {"person": "Bo Ek", "organisation": "x" * 201}], [(1, TOO_LONG % (201, 200))]),
        ([FOR | {"person": "Bo Ek", "organisation": "x" * 251}], [(1, LONG_NAME)]),
        ([{"person": "Bo Ek", "title": f" {'x' * 200} "}], []),
        ([{"person": "Bo Ek", "title": "x" * 201}], [(1, TOO_LONG % (201, 200))]),
    ],
)
def test_lines_are_refused_by_their_number(
    typed: list[dict[str, str]], refused: list[tuple[int, str]], claire: User, eu: Organisation
) -> None:
    assert refusals(lines(claire, *typed)) == refused


def test_two_of_one_name_take_part_where_both_are_known(claire: User) -> None:
    both = [Person.add(by=None, name="Sofia Costa") for _ in range(2)]
    started = [{"person": person} for person in both]
    rows = lines(claire, *named(*(person.label for person in both)), started=started)
    assert (refusals(rows), [each.person for each in rows.participants]) == ([], both)


def test_a_line_that_was_started_may_name_somebody_else(claire: User, coordinator: Person, eu: Organisation) -> None:
    started = [{"person": coordinator, "organisation": eu}]
    typed = {"person": "Claire Dubois", "organisation": ""}
    rows = lines(claire, typed, started=started)
    assert rows.is_valid()
    assert [(each.person, each.organisation) for each in rows.participants] == [(claire.person, None)]


@pytest.mark.parametrize(
    ("total", "refused"),
    [("0", []), ("1", []), ("300", []), ("301", [TOO_MANY]), ("-1", [GARBLED]), ("", [GARBLED]), ("x", [GARBLED])],
)
def test_as_many_lines_are_taken_as_are_said(total: str, refused: list[str], claire: User) -> None:
    assert lines(claire, total=total).non_form_errors() == refused


def test_a_list_of_which_nothing_arrived_is_garbled(claire: User) -> None:
    assert ParticipantRows({}, user=claire).non_form_errors() == [GARBLED]


def test_what_was_typed_is_a_participant(claire: User, eu: Organisation, coordinator: Person) -> None:
    said = {
        "person": "gilles DE kerchove",
        "organisation": "eu",
        "title": " Chair ",
        "role": "guest",
        "attendance": "invited",
    }
    rows = lines(claire, {}, said, {"person": "me"})
    assert rows.is_valid()
    assert [(each.person, each.organisation, each.title, each.role, each.attendance) for each in rows.participants] == [
        (coordinator, eu, "Chair", "guest", "invited"),
        (claire.person, None, "", "", "attended"),
    ]


@pytest.mark.parametrize(("started", "free"), [(None, 3), ([], 1)])
def test_a_new_list_has_three_free_lines_and_one_that_was_started_one(
    started: list[Any] | None, free: int, claire: User
) -> None:
    assert len(ParticipantRows(user=claire, started=started).forms) == free


@pytest.mark.parametrize(
    ("total", "number", "then"),
    [
        ("0", "0", 1),
        ("3", "3", 4),
        (str(MOST - 1), str(MOST - 1), MOST),
        (str(MOST), None, MOST),
        ("9999", None, MOST),
        ("10000", "0", 1),
        ("9" * 5000, "0", 1),
        ("-3", "0", 1),
        ("", "0", 1),
    ],
)
def test_another_line_stands_after_all_the_others(total: str, number: str | None, then: int, claire: User) -> None:
    row, lines_then = another_row(total, claire)
    assert (row and row.prefix, lines_then) == (number and f"participants-{number}", then)


def test_one_line_less_than_the_most_is_kept_for_another(claire: User) -> None:
    full = lines(claire, *named(*map(str, range(MOST))))
    assert [line["person"] for line in full.typed()] == [str(number) for number in range(MOST - 1)]
