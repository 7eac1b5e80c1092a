"""Which of two stays when they are merged, and what their own columns say."""

import pytest

from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import User
from tracker.directory.merging.side_by_side import Holding, begun_like_it, facts, like_it, pairs_for
from tracker.directory.models import Organisation, Person

pytestmark = pytest.mark.django_db


def named(pairs: list[object]) -> list[tuple[str, str]]:
    return [(str(pair.goes.pk), str(pair.stays.pk)) for pair in pairs]  # type: ignore[attr-defined]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize(
    ("stays", "goes"),
    [
        # Known to all goes before ours, and that before the longest in the house.
        ((GENERAL, False), (RESTRICTED, True)),
        ((GENERAL, True), (GENERAL, False)),
        ((RESTRICTED, True), (RESTRICTED, False)),
    ],
)
def test_the_better_known_one_stays(
    stays: tuple[str, bool], goes: tuple[str, bool], order: tuple[int, ...], mei: User
) -> None:
    both = (stays, goes)
    made = {
        place: Organisation.add(by=None, name="Harbour Board", classification=both[place][0], is_ours=both[place][1])
        for place in order
    }
    expected = [(str(made[1].pk), str(made[0].pk))]
    assert [named(pairs) for pairs in (pairs_for(Organisation, mei), like_it(made[0], mei), like_it(made[1], mei))] == [
        expected
    ] * 3
    assert [named(begun_like_it(made[place], mei)) for place in (0, 1)] == [expected] * 2


def test_of_two_alike_in_all_the_longest_in_the_house_stays_and_who_signs_in_before_it(claire: User, mei: User) -> None:
    first, second = (Person.add(by=None, name="Claire Dubois") for _ in range(2))
    assert [(pair.goes, pair.stays) for pair in pairs_for(Person, mei)] == [
        (first, claire.person), (second, claire.person), (second, first),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("goes", "stays", "said"),
    [
        ({}, {}, []),
        ({"about": "Old"}, {}, [("About", "Old", "–")]),
        ({"short_name": "HB"}, {"short_name": "HBA"}, [("Short name", "HB", "HBA")]),
        (
            {"country": "BE"}, {"website": "https://hb.example/"},
            [("Website", "–", "https://hb.example/"), ("Country", "Belgium", "–")],
        ),
    ],
)  # fmt: skip
def test_what_stands_in_columns_is_said_where_one_of_them_holds_something(
    goes: dict[str, str], stays: dict[str, str], said: list[tuple[str, str, str]]
) -> None:
    assert facts(Organisation(**goes), Organisation(**stays)) == [Holding(*each) for each in said]


def test_the_unit_above_and_the_e_mail_are_said_too(eu: Organisation) -> None:
    assert facts(Organisation(parent=eu), Organisation()) == [Holding("Parent", eu, "–")]
    assert facts(Person(email="a@x.example"), Person()) == [Holding("E-mail", "a@x.example", "–")]
