"""The cast is written once for tests in a row, of which none sees what another did."""

import pytest

from tests.kept_cast import kept, layers
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.meetings.models import Meeting


@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_does_to_somebody_the_next_does_not_see(turn: int, claire: User) -> None:
    assert (claire.name, claire.person.name, User.objects.get().name, Person.objects.get().name) == (
        "Claire Dubois", "Claire Dubois", "Claire Dubois", "Claire Dubois",
    )  # fmt: skip
    claire.name = claire.person.name = f"Turn {turn}"
    claire.save()
    claire.person.save()


def test_whom_a_test_does_not_ask_for_is_not_there(eu: Organisation) -> None:
    assert (list(Organisation.objects.all()), User.objects.count(), Person.objects.count()) == ([eu], 0, 0)


def test_they_know_one_another(claire: User, visit: Meeting, eu: Organisation) -> None:
    assert (visit.recorder is claire, claire.person.account is claire, Meeting.objects.get()) == (True, True, visit)
    assert visit.participations.get().organisation == eu


@pytest.fixture
def unit(wco: Organisation) -> Organisation:
    return Organisation.add(by=None, name="Unit of this file", is_ours=True, parent=wco)


@kept
def desk(unit: Organisation) -> Organisation:
    return Organisation.add(by=None, name="Desk", parent=unit)


def test_a_file_may_have_its_own_and_what_needs_it_is_made_of_that(desk: Organisation, wco: Organisation) -> None:
    assert (str(desk.parent), desk.parent.parent, [layer.make.__name__ for layer in layers]) == (
        "Unit of this file", wco, ["wco"],
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_where_transactions_are_real_nobody_is_kept(claire: User) -> None:
    assert (layers, claire.name) == ([], "Claire Dubois")
