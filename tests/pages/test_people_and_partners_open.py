"""What the pages of organisations and people offer to whom, and where a merged name leads."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.conftest import account
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import Role, User
from tracker.directory.absences.away import be_away
from tracker.directory.merging.merge import merge
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.pages.leavers import leavers_who_own

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


def test_links_for_contacts_are_offered_by_whoever_logs_of_a_partner_that_everybody_knows(
    eu: Organisation, unit: Organisation, claire: User, noor: User, mei: User, sign_in: SignIn
) -> None:
    hidden = Organisation.add(by=claire, name="Hidden Bureau", classification=RESTRICTED)
    pages = {str(each): each.get_absolute_url() for each in (eu, unit, hidden)}
    users = {"claire": claire, "noor": noor, "mei": mei}

    def shown(user: User, page: str) -> Any:
        context = sign_in(user).get(page).context
        return context and context.get("links") is not None

    assert {name: [shown(user, page) for page in pages.values()] for name, user in users.items()} == {
        "claire": [True, False, False], "noor": [False, False, False], "mei": [True, False, False],
    }  # fmt: skip


def test_a_merged_name_leads_to_whoever_stands_for_it_where_one_may_know_of_them(
    eu: Organisation, coordinator: Person, mei: User, noor: User, sign_in: SignIn
) -> None:
    house, person = Organisation.add(by=mei, name="E. U."), Person.add(by=mei, name="G. de Kerchove")
    for goes, stays in ((house, eu), (person, coordinator)):
        merge(goes, stays, by=mei)
    client = sign_in(noor)
    pages = [client.get(each.get_absolute_url()) for each in (house, person)]
    assert [(page.status_code, page.headers.get("Location")) for page in pages] == [
        (302, eu.get_absolute_url()), (302, coordinator.get_absolute_url()),
    ]  # fmt: skip
    type(eu).objects.filter(pk=eu.pk).update(classification=RESTRICTED)
    assert client.get(house.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [(-9, -1, (False, False)), (-1, 0, (True, True)), (0, 3, (True, True)), (1, 3, (True, False))],
)
def test_somebody_is_away_from_the_first_day_to_the_last_and_it_is_told_before(
    first: int, last: int, told: tuple[bool, bool], coordinator: Person, claire: User, noor: User, sign_in: SignIn,
    today: date,
) -> None:  # fmt: skip
    days = (today + timedelta(days=first), today + timedelta(days=last))
    be_away(coordinator, by=claire, today=today - timedelta(days=30), days=days, deputy=None)
    context = sign_in(noor).get(coordinator.get_absolute_url()).context
    assert (context["absence"] is not None, context["is_away"]) == told


def test_what_may_be_done_on_the_page_of_a_person_is_for_whoever_may(
    claire: User,
    noor: User,
    amina: User,
    jonas: User,
    coordinator: Person,
    wco: Organisation,
    sign_in: SignIn,
) -> None:
    names = ("may_note_absence", "may_hand_over", "may_tell_all", "may_merge")
    people = {"noor": noor.person, "coordinator": coordinator}
    ada = account(wco, "Ada Byron", Role.ADMINISTRATOR, sees_restricted=True)
    users = {"noor": noor, "claire": claire, "amina": amina, "jonas": jonas, "ada": ada}
    found = {
        (who, whom): "".join(
            "x" if sign_in(user).get(person.get_absolute_url()).context[name] else "." for name in names
        )
        for who, user in users.items()
        for whom, person in people.items()
    }
    assert found == {
        ("noor", "noor"): "xx..", ("noor", "coordinator"): "....", ("claire", "noor"): "x...",
        ("claire", "coordinator"): "x...", ("amina", "noor"): "xx..", ("amina", "coordinator"): "xx.x",
        ("jonas", "noor"): "xx..", ("jonas", "coordinator"): "xx.x",
        ("ada", "noor"): "xxxx", ("ada", "coordinator"): "xxxx",
    }  # fmt: skip


def test_whoever_left_is_told_with_their_last_post_and_what_is_active_and_seen(
    claire: User, amina: User, mei: User, noor: User, wco: Organisation, eu: Organisation, make_follow_up: Make,
    today: date,
) -> None:  # fmt: skip
    """Whoever owns most comes first; of two alike whoever the directory had first."""

    def gone(name: str, *posts: tuple[Organisation, int | None]) -> Person:
        person = Person.add(by=None, name=name)
        for number, (at, until) in enumerate(posts):
            day = None if until is None else today + timedelta(days=until)
            Appointment.objects.create(person=person, organisation=at, title=f"Post {number}", until=day)
        return person

    two = gone("Two", (wco, -9), (eu, -1), (wco, -20))
    one, hidden, stays = gone("One", (eu, -1)), gone("Hidden", (eu, -2)), gone("Stays", (eu, -1), (wco, 0))
    closed = gone("Closed", (wco, None))
    closed.change(
        "edited", by=None, account=User.objects.create_user("c@suivi.example", name="Closed", is_active=False)
    )
    for person, number in ((one, 1), (two, 2), (stays, 3), (closed, 1)):
        for _each in range(number):
            make_follow_up(owner=person)
    make_follow_up(owner=one).move_to("done", by=claire)
    make_follow_up(owner=one).remove(by=claire)
    make_follow_up(owner=hidden, classification=RESTRICTED)
    gone("Owns nothing", (eu, -1))

    def told(user: User) -> list[tuple[str, int, str]]:
        return [(each.person.name, each.owns, str(each.last)) for each in leavers_who_own(user)]

    known = [("Two", 2, "Post 1, EU"), ("One", 1, "Post 0, EU")]
    assert [told(amina), told(mei), told(claire), told(noor)] == [
        [*known, ("Closed", 1, "Post 0, WCO")],
        [*known, ("Hidden", 1, "Post 0, EU"), ("Closed", 1, "Post 0, WCO")],
        [], [],
    ]  # fmt: skip
