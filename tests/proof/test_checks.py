"""What was acknowledged and is not there is lost; what is there more often than it was meant is there twice."""

from collections.abc import Callable
from decimal import Decimal
from email.message import Message

import pytest

from proof.browser import Answer
from proof.bursts.checks import (
    Check,
    Pressed,
    as_many,
    once,
    one_of_their_passwords,
    one_row,
    own_edit,
    own_words,
    within_the_pledge,
)
from proof.bursts.makers import MAKERS
from proof.bursts.matter import Matter
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.history.models import Entry
from tracker.needs.models import Allocation

pytestmark = pytest.mark.django_db
DONE, REFUSED, GONE = 302, 422, 404


@pytest.fixture
def matter(mei: User) -> Matter:
    return Matter(mei, MAKERS)


@pytest.fixture
def loss(matter: Matter, mei: User) -> Callable[..., tuple[int, int]]:
    """What a check finds when `deed` is done, and this is what each of those who pressed was told."""

    def found(check: Check, deed: Callable[[], object], **told: int) -> tuple[int, int]:
        verdict = check(matter)
        deed()
        return verdict([Pressed(mei, words, Answer(status, Message())) for words, status in told.items()])

    return found


Loss = Callable[..., tuple[int, int]]


def add(*names: str) -> Callable[[], object]:
    return lambda: [Organisation.add(by=None, name=name) for name in names]


def test_own_words_stand_in_one_row_each(loss: Loss) -> None:
    named = own_words(Organisation, "name")
    assert loss(named, add("alpha"), alpha=DONE, beta=REFUSED) == (0, 0)
    assert loss(named, add("gamma"), gamma=DONE, delta=DONE) == (1, 0)
    assert loss(named, add("epsilon", "epsilon again"), epsilon=DONE) == (0, 1)


def test_rows_are_as_many_as_were_meant(loss: Loss) -> None:
    assert loss(one_row(Organisation), add("one"), a=DONE, b=DONE) == (0, 0)
    assert loss(one_row(Organisation), add("two", "three"), a=DONE, b=DONE) == (0, 1)
    assert loss(one_row(Organisation), add(), a=DONE) == (1, 0)
    assert loss(one_row(Organisation), add(), a=REFUSED) == (0, 0)
    assert loss(as_many(Organisation), add("four"), a=DONE, b=REFUSED) == (0, 0)
    assert loss(as_many(Organisation), add("five"), a=DONE, b=DONE) == (1, 0)
    assert loss(as_many(Organisation), add("six", "seven"), a=DONE) == (0, 1)


def test_one_entry_tells_of_it(loss: Loss, matter: Matter, mei: User) -> None:
    follow_up = matter["follow_up"]
    assert loss(once("follow_up"), lambda: follow_up.note("They called.", by=mei), a=DONE, b=GONE) == (0, 0)
    assert loss(once("follow_up"), lambda: None, a=DONE) == (1, 0)
    twice = lambda: [follow_up.note(words, by=mei) for words in ("They wrote.", "They came.")]  # noqa: E731
    assert loss(once("follow_up"), twice, a=DONE) == (0, 1)


def test_an_edit_stands_in_history_as_their_own(loss: Loss, matter: Matter, mei: User, claire: User) -> None:
    follow_up = matter["follow_up"]
    assert loss(own_edit("follow_up"), lambda: follow_up.edit(by=mei, detail="alpha"), alpha=DONE) == (0, 0)
    assert loss(own_edit("follow_up"), lambda: follow_up.edit(by=claire, detail="beta"), beta=DONE) == (1, 0)
    assert Entry.objects.about(follow_up).count() == 3


def test_a_pledge_is_never_overspent(loss: Loss, matter: Matter, mei: User) -> None:
    pledge, need = matter["pledge"], matter["need"]
    assert loss(within_the_pledge, lambda: Allocation.make(pledge, need, Decimal(5_000), by=mei), a=DONE) == (0, 0)
    Allocation.objects.update(quantity=5_001)
    assert loss(within_the_pledge, lambda: None, a=REFUSED) == (0, 1)


def test_the_password_is_one_that_somebody_was_told(loss: Loss, matter: Matter) -> None:
    newcomer: User = matter["newcomer"]

    def choose(password: str) -> Callable[[], object]:
        def chosen() -> None:
            newcomer.set_password(password)
            newcomer.save()

        return chosen

    assert loss(one_of_their_passwords, choose("alpha"), alpha=DONE, beta=REFUSED) == (0, 0)
    assert loss(one_of_their_passwords, choose("beta"), alpha=DONE, beta=REFUSED) == (1, 0)
