from datetime import date

import pytest

from tracker.accounts.models import User
from tracker.directory.appointment_changes import amend, appoint, clashes
from tracker.directory.models import Appointment, Organisation, Person
from tracker.directory.post_values import Post
from tracker.history.three_way_merge import Clash

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2007, 9, 19), date(2021, 8, 31)


@pytest.fixture
def post(coordinator: Person) -> Appointment:
    return coordinator.appointments.get()


def values(post: Appointment, **others: object) -> dict[str, object]:
    return {name: getattr(post, name) for name in ("title", "organisation", "since", "until")} | others


def test_a_post_given_stands_in_the_history_of_the_person(amina: User, coordinator: Person, eu: Organisation) -> None:
    appoint(coordinator, by=amina, organisation=eu, title="Adviser", since=FIRST, until=None)
    entry = coordinator.history.order_by("-id")[0]
    assert (entry.by, entry.verb, entry.changes["appointments"]["to_text"]) == (
        amina,
        "edited",
        "Adviser, European Union (EU), 2007-09-19 – …",
    )


def test_the_same_post_is_given_once(amina: User, coordinator: Person, eu: Organisation) -> None:
    for _ in range(2):
        appoint(coordinator, by=amina, organisation=eu, title="Adviser", since=FIRST, until=None)
    assert coordinator.appointments.filter(title="Adviser").count() == 1
    assert coordinator.history.count() == 2


def test_ending_a_post_tells_how_it_was(amina: User, post: Appointment) -> None:
    entry = amend(post, by=amina, **values(post, until=LAST))
    assert entry is not None
    assert (entry.changes["appointments"]["from_text"], entry.changes["appointments"]["to_text"]) == (
        "Counter-Terrorism Coordinator, European Union (EU)",
        "Counter-Terrorism Coordinator, European Union (EU), … – 2021-08-31",
    )


def test_a_post_left_as_it_is_leaves_no_trace(amina: User, post: Appointment) -> None:
    assert amend(post, by=amina, **values(post)) is None
    assert post.person.history.count() == 1


def test_a_post_is_over_the_day_after_it_ended(post: Appointment, today: date) -> None:
    assert [Appointment(until=day).is_over for day in (None, today, LAST)] == [False, False, True]


def test_two_who_change_one_post_are_told(amina: User, mei: User, post: Appointment) -> None:
    version = post.person.version
    amend(post, by=mei, **values(post, title="Head of Unit"))
    mine = Appointment(**values(post, title="Director"))  # type: ignore[misc]
    assert clashes(post, version, mine) == [Clash("appointments", "post", str(Post.of(mine)), str(Post.of(post)), mei)]


def test_what_both_wrote_alike_is_no_clash(mei: User, post: Appointment) -> None:
    version = post.person.version
    amend(post, by=mei, **values(post, title="Director"))
    assert clashes(post, version, post) == []


def test_another_post_of_the_person_is_no_clash(mei: User, post: Appointment, eu: Organisation) -> None:
    version = post.person.version
    appoint(post.person, by=mei, organisation=eu, title="Adviser", since=None, until=None)
    mine = Appointment(**values(post, title="Director"))  # type: ignore[misc]
    assert clashes(post, version, mine) == []
