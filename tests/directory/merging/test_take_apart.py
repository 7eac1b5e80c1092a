"""A merge is taken apart: every row names again whom it named, but for what changed since."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import User
from tracker.directory.merging.merge import merge
from tracker.directory.merging.take_apart import take_apart
from tracker.directory.merging.tasks import move_what_came_late
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting, Participation
from tracker.meetings.participant_values import Participant

Make = Callable[..., FollowUp]
SignIn = Callable[[User], Client]


@pytest.fixture
def twin(db: None) -> Person:
    return Person.add(by=None, name="de Kerchove, Gilles", email="gilles@eu.example")


def test_each_has_again_what_was_theirs(twin: Person, coordinator: Person, make_follow_up: Make, amina: User) -> None:
    theirs, others = make_follow_up(owner=twin), make_follow_up("Speak again", owner=coordinator)
    assert take_apart(merge(twin, coordinator, by=amina), by=amina) == 0
    for each in (theirs, others, twin, coordinator):
        each.refresh_from_db()
    assert (theirs.owner, others.owner) == (twin, coordinator)
    assert (twin.merged_into, coordinator.email, twin.email) == (None, "", "gilles@eu.example")


def test_what_changed_since_stays_and_is_counted(
    twin: Person, coordinator: Person, claire: User, make_follow_up: Make, amina: User
) -> None:
    follow_up, other = make_follow_up(owner=twin), make_follow_up("Speak again", owner=twin)
    done = merge(twin, coordinator, by=amina)
    follow_up.refresh_from_db()
    follow_up.give_to(claire.person, by=claire)
    coordinator.refresh_from_db()
    coordinator.change("edited", by=amina, email="office@eu.example")
    assert take_apart(done, by=amina) == 1
    for each in (follow_up, other, coordinator):
        each.refresh_from_db()
    assert (follow_up.owner, other.owner, coordinator.email) == (claire.person, twin, "office@eu.example")


def test_what_stood_there_twice_stands_there_twice_again(
    twin: Person, coordinator: Person, visit: Meeting, eu: Organisation, amina: User
) -> None:
    seat = Participation.objects.create(meeting=visit, person=twin, title="Envoy")
    post = Appointment.objects.create(
        person=twin, organisation=eu, title="Counter-Terrorism Coordinator", since=date(2007, 9, 19)
    )
    coordinator.appointments.update(since=date(2007, 9, 19))
    take_apart(merge(twin, coordinator, by=amina), by=amina)
    seat.refresh_from_db()
    post.refresh_from_db()
    assert (seat.person, seat.title, post.person) == (twin, "Envoy", twin)
    assert visit.participations.count() == 2


def test_a_seat_that_was_taken_away_since_does_not_come_back(
    twin: Person, coordinator: Person, visit: Meeting, claire: User, amina: User
) -> None:
    Participation.objects.create(meeting=visit, person=twin, title="Envoy")
    done = merge(twin, coordinator, by=amina)
    visit.change("edited", by=amina, participants=[Participant(claire.person)])
    take_apart(done, by=amina)
    assert list(visit.participants.all()) == [claire.person]


def test_the_account_goes_back(twin: Person, claire: User, mei: User) -> None:
    take_apart(merge(claire.person, twin, by=mei), by=mei)
    twin.refresh_from_db()
    assert (twin.account, Person.objects.get(name="Claire Dubois").account) == (None, claire)


def test_a_second_time_does_nothing(twin: Person, coordinator: Person, make_follow_up: Make, amina: User) -> None:
    done = merge(twin, coordinator, by=amina)
    take_apart(done, by=amina)
    assert (take_apart(done, by=amina), twin.history.filter(verb="unmerged").count()) == (0, 1)


def test_of_two_merges_the_last_is_taken_apart_first(
    twin: Person, coordinator: Person, make_follow_up: Make, amina: User
) -> None:
    third, follow_up = Person.add(by=None, name="G. de Kerchove"), make_follow_up(owner=twin)
    first = merge(twin, coordinator, by=amina)
    second = merge(coordinator, third, by=amina)
    with pytest.raises(ValidationError, match="was itself merged into another since"):
        take_apart(first, by=amina)
    take_apart(second, by=amina)
    take_apart(first, by=amina)
    follow_up.refresh_from_db()
    assert follow_up.owner == twin


def test_a_tree_that_was_turned_meanwhile_holds_no_ring(wco: Organisation, unit: Organisation, amina: User) -> None:
    """The whole goes into its part, and what stood between them is then put below that part's part."""
    cell = Organisation.add(by=None, name="Cell", parent=unit, is_ours=True)
    done = merge(wco, cell, by=amina)
    team = Organisation.add(by=None, name="Team", parent=cell, is_ours=True)
    unit.refresh_from_db()
    unit.change("edited", by=amina, parent=team)
    take_apart(done, by=amina)
    above = {each.name: each.parent for each in Organisation.objects.select_related("parent")}
    assert (above["Cell"], above["Team"], above["Enforcement Unit"]) == (None, cell, team)


def fresh(row: Any) -> Any:
    return type(row)._base_manager.get(pk=row.pk)


def hidden_twin(by: User) -> Organisation:
    return Organisation.add(by=by, name="Narwhal", classification=RESTRICTED)


def opened(row: Any, by: User) -> None:
    fresh(row).change("edited", by=by, classification=GENERAL)


def test_what_was_opened_since_names_nobody_whom_only_some_know(
    eu: Organisation, noor: User, mei: User, make_follow_up: Make, sign_in: SignIn
) -> None:
    narwhal = hidden_twin(mei)
    seen, closed, removed = (
        make_follow_up(title, partner=narwhal, classification=RESTRICTED) for title in ("Seen", "Closed", "Removed")
    )
    done = merge(narwhal, eu, by=mei)
    for each in (seen, removed):
        opened(each, mei)
    fresh(removed).remove(by=mei)
    page = sign_in(mei).post(f"/partners/merges/{done.pk}/undo/", follow=True).text
    assert [fresh(each).partner for each in (seen, closed, removed)] == [eu, narwhal, eu]
    assert "1 thing that changed since stays as it is." in page
    client = sign_in(noor)
    told = [client.get(path).text for path in (f"/follow-ups/{seen.pk}/", f"/partners/{eu.pk}/", "/follow-ups/")]
    assert ["Narwhal" in each for each in told] == [False, False, False]
    assert (client.get(f"/partners/{narwhal.pk}/").status_code, fresh(narwhal).is_restricted) == (404, True)


def test_a_seat_that_stood_there_twice_names_nobody_whom_only_some_know(coordinator: Person, mei: User) -> None:
    envoy = Person.add(by=mei, name="The Envoy", classification=RESTRICTED)
    held = {"held_on": date(2018, 6, 1), "classification": RESTRICTED, "by": mei}
    open_now, closed = (Meeting.log(title=title, **held) for title in ("Talks", "More talks"))
    for meeting in (open_now, closed):
        for person in (envoy, coordinator):
            Participation.objects.create(meeting=meeting, person=person)
    done = merge(envoy, coordinator, by=mei)
    opened(open_now, mei)
    take_apart(done, by=mei)
    assert [{*meeting.participants.all()} for meeting in (open_now, closed)] == [{coordinator}, {envoy, coordinator}]


def test_of_two_whom_some_knew_the_one_that_was_opened_keeps_what_was(mei: User, make_follow_up: Make) -> None:
    goes, stays = (Organisation.add(by=mei, name=name, classification=RESTRICTED) for name in ("Narwhal", "Unicorn"))
    follow_up = make_follow_up(partner=goes, classification=RESTRICTED)
    done = merge(goes, stays, by=mei)
    opened(follow_up, mei)
    take_apart(done, by=mei)
    assert (fresh(follow_up).partner, fresh(stays).is_restricted, fresh(goes).is_restricted) == (stays, False, True)


def test_what_was_restricted_since_goes_back(eu: Organisation, mei: User, make_follow_up: Make) -> None:
    union = Organisation.add(by=mei, name="The European Union")
    follow_up = make_follow_up(partner=union)
    done = merge(union, eu, by=mei)
    fresh(follow_up).change("edited", by=mei, classification=RESTRICTED)
    assert (take_apart(done, by=mei), fresh(follow_up).partner) == (0, union)


def test_what_came_late_and_is_general_lets_everybody_know_of_the_one_that_stays(
    mei: User, make_follow_up: Make
) -> None:
    goes, stays = (Organisation.add(by=mei, name=name, classification=RESTRICTED) for name in ("Narwhal", "Unicorn"))
    merge(goes, stays, by=mei)
    late = make_follow_up(partner=Organisation._base_manager.get(pk=goes.pk))
    move_what_came_late.call()
    assert (fresh(late).partner, fresh(stays).is_restricted) == (stays, False)
