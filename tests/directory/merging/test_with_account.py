"""Whoever signs in is merged by those who see restricted matters, and never by themselves."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import Role, User
from tracker.accounts.security_event import SecurityEvent
from tracker.directory.merging.merge import merge
from tracker.directory.merging.side_by_side import like_it, pairs_for
from tracker.directory.merging.take_apart import take_apart
from tracker.directory.models import Organisation, Person
from tracker.meetings.models import Meeting, Participation

SignIn = Callable[[User], Client]
WHOM = "Ask a manager who sees restricted matters, and who is neither of them."


@pytest.fixture
def guest(db: None) -> Person:
    return Person.add(by=None, name="Ingrid Berg")


@pytest.fixture
def hidden(guest: Person, mei: User) -> Meeting:
    """A restricted meeting of which just who took part knows."""
    meeting = Meeting.log(by=mei, title="Talks", held_on=date(2018, 6, 1), classification=RESTRICTED)
    Participation.objects.create(meeting=meeting, person=guest)
    return meeting


def into(goes: Person, stays: Person) -> str:
    return f"/partners/people/{goes.pk}/merge/{stays.pk}/"


@pytest.mark.parametrize("who", ["amina", "jonas"])
@pytest.mark.parametrize("takes_part", [True, False])
def test_nobody_reads_a_restricted_meeting_by_merging_who_took_part_into_themselves(
    who: str, takes_part: bool, guest: Person, hidden: Meeting, request: pytest.FixtureRequest, sign_in: SignIn
) -> None:
    user = request.getfixturevalue(who)
    if not takes_part:
        hidden.participations.all().delete()
    client = sign_in(user)
    for address in (into(guest, user.person), into(user.person, guest)):
        shown, pressed = client.get(address), client.post(address)
        assert (pressed.status_code, WHOM in shown.text, WHOM in pressed.text) == (422, True, True)
        assert '<button class="button primary">Merge</button>' not in shown.text
    assert client.get(f"/meetings/{hidden.pk}/").status_code == 404
    assert SecurityEvent.objects.filter(kind="rights").count() == 0


def test_nor_do_they_let_a_colleague_read_it(guest: Person, hidden: Meeting, amina: User, claire: User) -> None:
    with pytest.raises(ValidationError, match="Ask a manager who sees restricted matters"):
        merge(guest, claire.person, by=amina)


def test_not_even_who_sees_restricted_matters_merges_themselves(guest: Person, mei: User, wco: Organisation) -> None:
    with pytest.raises(ValidationError, match="who is neither of them"):
        merge(guest, mei.person, by=mei)


def test_who_sees_restricted_matters_merges_a_colleague_and_administrators_read_of_it(
    guest: Person, hidden: Meeting, claire: User, mei: User
) -> None:
    take_apart(merge(guest, claire.person, by=mei), by=mei)
    events = SecurityEvent.objects.filter(kind="rights").order_by("pk")
    assert list(events.values_list("user", "by", "detail")) == [
        (claire.pk, mei.pk, "Ingrid Berg is merged into Claire Dubois."),
        (claire.pk, mei.pk, "Ingrid Berg and Claire Dubois are two again."),
    ]


def test_a_security_event_names_nobody_whom_only_some_know(claire: User, mei: User) -> None:
    merge(Person.add(by=mei, name="The Envoy", classification=RESTRICTED), claire.person, by=mei)
    assert [each.detail for each in SecurityEvent.objects.filter(kind="rights")] == ["… is merged into Claire Dubois."]


def test_who_may_not_merge_them_is_neither_asked_nor_may_take_it_apart(
    claire: User, mei: User, amina: User, sign_in: SignIn
) -> None:
    twin = Person.add(by=None, name="Claire Dubois")
    asked = [[bool(pairs_for(Person, user)), bool(like_it(twin, user))] for user in (mei, amina, claire)]
    assert asked == [[True, True], [False, False], [False, False]]
    undo = f"/partners/merges/{merge(twin, claire.person, by=mei).pk}/undo/"
    pages = [sign_in(user).get(f"/partners/people/{claire.person.pk}/").text for user in (mei, amina)]
    offered = [(undo in page, 'id="merge"' in page) for page in pages]
    refusal = sign_in(amina).post(undo, follow=True).text
    twin.refresh_from_db()
    assert (offered, WHOM in refusal, twin.merged_into) == ([(True, True), (False, False)], True, claire.person)


def test_two_of_whom_nobody_signs_in_are_every_manager_s_to_merge(guest: Person, amina: User) -> None:
    merge(guest, Person.add(by=None, name="I. Berg"), by=amina)
    assert (amina.role, SecurityEvent.objects.filter(kind="rights").count()) == (Role.MANAGER, 0)
