"""What is said of people and organisations beside their names, and what becomes of posts that are changed back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.background.models import Bounce
from tracker.directory.absences.away import be_away
from tracker.directory.appointment_changes import amend, appoint, clashes, unit_of
from tracker.directory.left import mark_leavers, say_person, without_mark
from tracker.directory.merging.merge import merge
from tracker.directory.models import Appointment, Organisation, Person
from tracker.directory.people.bounces import bounce_of, mark_bounces
from tracker.directory.people.mail_address import address_of
from tracker.directory.post_values import Post, posts_again, read_posts
from tracker.directory.undo_organisation import undo_organisation
from tracker.directory.views.suggestions import _places, posts
from tracker.history.models import Entry
from tracker.kit.date_formats import format_date

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
DAY = timedelta(days=1)


def newest(thing: Any) -> Entry:
    thing.refresh_from_db()
    found: Entry = thing.history.order_by("-id").first()
    return found


def test_beside_a_person_stand_the_posts_of_today_that_they_are_away_or_that_they_left(
    claire: User, noor: User, eu: Organisation, wco: Organisation, today: date
) -> None:
    hidden = Organisation.add(by=claire, name="Bureau", classification=RESTRICTED)

    def person(name: str, *held: tuple[str, Organisation, int | None, int | None]) -> Person:
        made = Person.add(by=None, name=name)
        for title, at, first, last in held:
            days = [None if each is None else today + each * DAY for each in (first, last)]
            Appointment.objects.create(person=made, organisation=at, title=title, since=days[0], until=days[1])
        return made

    people = [
        person("Two", ("Chief", wco, None, None), ("Envoy", eu, 0, 0)),
        person("Ended", ("Chief", wco, None, -1), ("Envoy", eu, -9, None)),
        person("Left", ("Chief", wco, None, -1)),
        person("Coming", ("Chief", wco, 1, None)),
        person("Spy", ("Agent", hidden, None, None)),
        person("Nobody"),
    ]
    for each, days in ((people[0], (0, 3)), (people[5], (0, 0)), (people[3], (1, 3))):
        be_away(each, by=claire, today=today, days=(today + days[0] * DAY, today + days[1] * DAY), deputy=None)
    away = [f"away until {format_date(today + days * DAY)}" for days in (3, 0)]
    assert {each.name: posts(people, noor).get(each.pk) for each in people} == {
        "Two": f"Chief, WCO; Envoy, EU; {away[0]}",
        "Ended": "Envoy, EU",
        "Left": "left",
        "Coming": None,
        "Spy": None,
        "Nobody": away[1],
    }
    assert (posts(people, claire)[people[4].pk], posts([], claire)) == ("Agent, Bureau", {})


def test_beside_an_organisation_stands_of_what_it_is_a_part_its_country_and_that_it_is_ours(
    claire: User, noor: User, eu: Organisation, wco: Organisation
) -> None:
    hidden = Organisation.add(by=claire, name="Bureau", classification=RESTRICTED)
    rows = {
        "Part": {"parent": eu},
        "There": {"country": "FR"},
        "Both": {"parent": eu, "country": "BE"},
        "Alone": {},
        "Unit": {"parent": wco, "country": "BE"},
        "House": {"is_ours": True, "country": "BE"},
        "Secret": {"parent": hidden},
    }
    made = {name: Organisation.add(by=claire, name=name, **values) for name, values in rows.items()}
    Organisation.objects.filter(pk=hidden.pk).update(classification=RESTRICTED)
    told = [_places([*made.values()], user) for user in (noor, claire)]
    assert [{name: places[each.pk] for name, each in made.items()} for places in told] == [
        {
            "Part": "EU", "There": "France", "Both": "EU · Belgium", "Alone": "", "Unit": "WCO · Belgium",
            "House": "Belgium · ours", "Secret": secret,
        }
        for secret in ("", "Bureau")
    ]  # fmt: skip


def test_ones_unit_is_that_of_ours_in_which_a_post_is_held_still(
    claire: User, noor: User, unit: Organisation, eu: Organisation, today: date
) -> None:
    def held(*rows: tuple[Organisation, date | None]) -> Organisation | None:
        noor.person.appointments.all().delete()
        for at, until in rows:
            Appointment.objects.create(person=noor.person, organisation=at, title="Officer", until=until)
        return unit_of(noor)

    hidden = Organisation.add(by=claire, name="Bureau", is_ours=True, classification=RESTRICTED)
    assert [
        held(),
        held((eu, None)),
        held((unit, None)),
        held((unit, today)),
        held((hidden, None)),
        held((eu, None), (unit, None)),
    ] == [
        None,
        None,
        unit,
        None,
        None,
        unit,
    ]
    assert unit_of(User.objects.create_user("nobody@suivi.example", name="Nobody")) is None


def test_a_post_is_said_in_one_line_and_known_by_all_of_its_words(eu: Organisation) -> None:
    first, last = date(2018, 5, 25), date(2019, 1, 1)
    rows = [Post(eu, "Envoy"), Post(eu, "Envoy", first), Post(eu, "Envoy", None, last), Post(eu, "", first, last)]
    name = "European Union (EU)"
    assert [(str(each), each.pk.removeprefix(str(eu.pk))) for each in rows] == [
        (f"Envoy, {name}", " - - Envoy"), (f"Envoy, {name}, 2018-05-25 – …", " 2018-05-25 - Envoy"),
        (f"Envoy, {name}, … – 2019-01-01", " - 2019-01-01 Envoy"),
        (f"{name}, 2018-05-25 – 2019-01-01", " 2018-05-25 2019-01-01 "),
    ]  # fmt: skip


def test_posts_are_changed_back_one_by_one_unless_they_changed_since(
    coordinator: Person, eu: Organisation, wco: Organisation, amina: User
) -> None:
    """The row that says another post now stays the same row; of a merged organisation the one that stands for it."""
    first = read_posts(coordinator)[0]
    row = coordinator.appointments.get()
    union = Organisation.add(by=None, name="The Union")
    appoint(coordinator, by=amina, organisation=union, title="Envoy", since=date(2018, 5, 25))
    given = newest(coordinator).changes["appointments"]
    amend(
        Appointment.objects.get(pk=row.pk), by=amina, title="Chief", organisation=eu, since=None, until=date(2020, 1, 1)
    )
    changed = newest(coordinator).changes["appointments"]
    chief, envoy = Post(eu, "Chief", None, date(2020, 1, 1)), Post(union, "Envoy", date(2018, 5, 25))
    assert coordinator.appointments.get(pk=row.pk).title == "Chief"
    assert {*read_posts(coordinator)} == {chief, envoy}
    assert [posts_again(coordinator, each) for each in (given, changed)] == [[chief], [envoy, first]]
    taken = {"from": changed["to"], "to": given["to"]}
    merge(union, eu, by=amina)
    coordinator.refresh_from_db()
    with pytest.raises(ValidationError, match="These posts have changed since, so they stay as they are"):
        posts_again(coordinator, taken)
    assert posts_again(coordinator, {"from": given["to"], "to": []})[-1] == Post(eu, "Envoy", date(2018, 5, 25))


def test_of_a_post_that_others_changed_the_latest_words_clash_with_mine(
    coordinator: Person, eu: Organisation, amina: User, mei: User
) -> None:
    post = coordinator.appointments.get()
    start = coordinator.version

    def mine(title: str) -> Appointment:
        return Appointment(person=coordinator, organisation=eu, title=title)

    def told(title: str, since: int = start) -> list[tuple[str, str, User]]:
        return [
            (each.mine, each.theirs, each.by)
            for each in clashes(Appointment.objects.get(pk=post.pk), since, mine(title))
        ]

    amend(Appointment.objects.get(pk=post.pk), by=amina, title="Chief")
    name = "European Union (EU)"
    assert [told("Envoy"), told("Chief"), told("Envoy", start + 1)] == [
        [(f"Envoy, {name}", f"Chief, {name}", amina)],
        [],
        [],
    ]
    amend(Appointment.objects.get(pk=post.pk), by=mei, title="Head")
    assert [told("Envoy"), told("Chief"), told("Head"), told("Envoy", start + 1)] == [
        [(f"Envoy, {name}", f"Head, {name}", mei)], [(f"Chief, {name}", f"Head, {name}", mei)], [],
        [(f"Envoy, {name}", f"Head, {name}", mei)],
    ]  # fmt: skip


def test_a_change_of_an_organisation_is_undone_unless_the_tree_or_a_namesake_stands_against_it(
    eu: Organisation, europol: Organisation, wco: Organisation, amina: User
) -> None:
    def changed(thing: Organisation, **values: Any) -> Entry:
        thing.refresh_from_db()
        entry = thing.change("edited", by=amina, **values)
        assert entry
        return entry

    def undone(thing: Organisation, entry: Entry) -> str:
        thing = Organisation.objects.get(pk=thing.pk)
        try:
            return "undone" if undo_organisation(thing, Entry.objects.get(pk=entry.pk), by=amina) else "nothing"
        except ValidationError as refusal:
            return refusal.messages[0]

    twin = "There is one of this name in the same place already."
    moved = changed(europol, parent=None)
    assert (undone(europol, moved), undone(europol, moved)) == ("undone", "nothing")
    moved = changed(europol, parent=None)
    below = changed(eu, parent=Organisation.objects.get(pk=europol.pk))
    ring = "EU is EUROPOL itself or a part of it, so it cannot stand above it."
    assert (undone(europol, moved), undone(eu, below), undone(europol, moved)) == (ring, "undone", "undone")
    named = changed(europol, name="Police")
    other = Organisation.add(by=amina, name="european police OFFICE")
    assert undone(europol, named) == "undone"
    named = changed(europol, name="Police")
    changed(other, parent=Organisation.objects.get(pk=eu.pk))
    assert undone(europol, named) == twin
    said = changed(europol, about="Said")
    assert undone(europol, said) == "undone"


def test_parts_that_became_ours_go_back_with_their_whole_unless_somebody_changed_them_since(
    eu: Organisation, europol: Organisation, amina: User, mei: User
) -> None:
    second, third = (Organisation.add(by=None, name=name, parent=eu) for name in ("Second", "Third"))
    below = Organisation.add(by=None, name="Below", parent=second)
    entry = eu.change("edited", by=amina, is_ours=True)
    assert entry
    Organisation.objects.get(pk=third.pk).change("edited", by=mei, about="Said")
    undo_organisation(Organisation.objects.get(pk=eu.pk), entry, by=amina)
    found = {each.name: each.is_ours for each in Organisation.objects.all()}
    assert {each.name: found[each.name] for each in (eu, europol, second, third, below)} == {
        "European Union": False, "European Police Office": False, "Second": False, "Third": True, "Below": False,
    }  # fmt: skip


def test_mail_goes_to_an_open_account_and_else_to_what_the_directory_knows(
    claire: User, omar: User, noor: User, coordinator: Person
) -> None:
    """An address that takes no mail is asked for as it stands now."""
    User.objects.filter(pk=omar.pk).update(is_active=False)
    Person.objects.filter(pk__in=[claire.person.pk, omar.person.pk]).update(email="Own@Home.example")
    Person.objects.filter(pk=noor.person.pk).update(email="")
    people = {each.name: each for each in Person.objects.all()}
    assert {name: address_of(each) for name, each in people.items()} == {
        "Claire Dubois": "claire@suivi.example", "Omar Diallo": "own@home.example", "Noor Haddad": "noor@suivi.example",
        "Gilles de Kerchove": "",
    }  # fmt: skip
    for address in ("claire@suivi.example", "own@home.example"):
        Bounce.mark(address, "550", "1@mail.example")
    rows = [*people.values()]
    mark_bounces(rows)
    marked = {each.name: each.bounce and each.bounce.address for each in rows}  # type: ignore[attr-defined]
    assert marked == {
        "Claire Dubois": "claire@suivi.example", "Omar Diallo": "own@home.example", "Noor Haddad": None,
        "Gilles de Kerchove": None,
    }  # fmt: skip
    assert {each.name: bounce_of(each) and bounce_of(each).address for each in rows} == marked  # type: ignore[union-attr]


def test_whoever_left_is_marked_wherever_they_are_named_and_their_name_is_read_without_it(
    claire: User, coordinator: Person, eu: Organisation, today: date
) -> None:
    gone = Person.add(by=None, name="Rosa (left) Conti")
    Appointment.objects.create(person=gone, organisation=eu, title="Envoy", until=today - DAY)
    row = Appointment(person=gone, organisation=eu)
    assert [
        say_person(gone),
        say_person(row, "person"),
        say_person(coordinator),
    ] == [
        "Rosa (left) Conti (left)",
        "Rosa (left) Conti (left)",
        "Gilles de Kerchove",
    ]
    assert (say_person(Organisation(), "head"), say_person(Person(name="New"))) == ("", "New")
    gone.left = False  # type: ignore[attr-defined]
    assert say_person(gone) == "Rosa (left) Conti"
    mark_leavers([gone, None, coordinator])
    assert (gone.left, coordinator.left) == (True, False)  # type: ignore[attr-defined]
    with translation.override("fr"):
        french = say_person(gone)
    names = ["Rosa (left)", french, "Rosa", "(left)", "left", "Rosa (left) (left)"]
    assert [without_mark(each) for each in names] == [
        "Rosa", "Rosa (left) Conti", "Rosa", "(left)", "left", "Rosa (left)",
    ]  # fmt: skip
