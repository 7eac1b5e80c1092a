"""Why two cannot be merged, what the one takes over from the other, and what both have, in whole tables."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.appointment_changes import appoint
from tracker.directory.merging.likely_pairs import Known, like, likely_pairs
from tracker.directory.merging.merge import hindrance, merge, taken_over
from tracker.directory.merging.side_by_side import facts, holdings, posts
from tracker.directory.merging.take_apart import take_apart
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant

pytestmark = pytest.mark.django_db
Make = Callable[..., FollowUp]
ONE, MEANWHILE = "These are one already.", "One of them was merged into another meanwhile. Look at both again."
CLOSED = "{} is restricted, and everybody knows {}: let that one stay."
POSTS = "Everybody would read the posts of {}. Make that general on its own page first."
ACCOUNTS = "Both sign in with an account of their own. Let an administrator take one of the accounts away first."
ASK = (
    "One of them signs in, and what they may read would change. "
    "Ask a manager who sees restricted matters, and who is neither of them."
)


def test_every_two_people_are_merged_or_it_is_said_why_not(
    claire: User, omar: User, amina: User, mei: User, eu: Organisation
) -> None:
    people: dict[str, Person] = {name: Person.add(by=mei, name=name) for name in ("One", "Two", "Gone")}
    people |= {name: Person.add(by=mei, name=name, classification=RESTRICTED) for name in ("Hidden", "Posted")}
    people |= {"Claire": claire.person, "Omar": omar.person}
    appoint(people["Posted"], by=mei, organisation=eu, title="Informant")
    merge(people["Gone"], people["Two"], by=mei)
    for each in people.values():
        each.refresh_from_db()

    def reasons(by: User) -> dict[tuple[str, str], str]:
        rows = [(goes, stays) for goes in people for stays in people]
        return {each: hindrance(people[each[0]], people[each[1]], by) for each in rows}

    def expected(goes: str, stays: str) -> str:
        closed = ("Hidden", "Posted")
        if goes == stays or (goes, stays) == ("Gone", "Two"):
            return ONE
        if "Gone" in (goes, stays):
            return MEANWHILE
        if stays in closed and goes not in closed:
            return CLOSED.format(people[stays], people[goes])
        if goes == "Posted" and stays not in closed:
            return POSTS.format("Posted")
        return ACCOUNTS if {goes, stays} == {"Claire", "Omar"} else ""

    assert reasons(mei) == {(goes, stays): expected(goes, stays) for goes in people for stays in people}
    told = reasons(amina)
    signs_in = {"Claire", "Omar"}
    assert {pair: said for pair, said in told.items() if said == ASK} == {
        pair: ASK for pair in told if signs_in & {*pair} and not expected(*pair)
    }  # fmt: skip


def test_one_of_ours_stays_and_a_partner_may_go(
    wco: Organisation, unit: Organisation, eu: Organisation, amina: User
) -> None:
    refused = "WCO is ours and EU is not: let that one stay."
    pairs = ((wco, eu), (eu, wco), (unit, wco), (wco, unit))
    assert [hindrance(*pair, amina) for pair in pairs] == [refused, "", "", ""]


def test_what_is_empty_is_taken_over_and_the_head_and_the_place_with_it(
    eu: Organisation, europol: Organisation, coordinator: Person, claire: User
) -> None:
    """Of one that few know nothing is said of one that all know but where it stands."""
    head, other = coordinator, claire.person

    def made(name: str = "House", **values: Any) -> Organisation:
        return Organisation.add(by=None, name=name, **values)

    full = {"short_name": "H", "website": "https://h.example", "country": "BE", "about": "Old", "head": head}
    mine = {"short_name": "M", "website": "https://m.example", "country": "FR", "about": "New", "head": other}
    hidden = {"classification": RESTRICTED}
    assert [
        taken_over(made(**full), made()),
        taken_over(made(**full), made(**mine)),
        taken_over(made(), made(**mine)),
        taken_over(made(head=head), made(head=other)),
        taken_over(made(head=head), made()),
        taken_over(made(), made(head=head)),
        taken_over(made(**full, **hidden), made()),
        taken_over(made(**full, **hidden), made(**hidden)),
        taken_over(eu, europol),
        taken_over(europol, eu),
        taken_over(made(**full), made(about="Mine")),
    ] == [
        full,
        {},
        {},
        {},
        {"head": head},
        {},
        {},
        full,
        {"parent": None},
        {},
        {name: full[name] for name in full if name != "about"},
    ]
    person = Person.add(by=None, name="Claire D.", email="c@x.example", telephone="+32 2 555", about="Old")
    told = {"telephone": "+32 2 555", "about": "Old"}
    assert taken_over(person, claire.person) == told
    assert taken_over(claire.person, person) == {"account": claire}
    assert taken_over(person, Person.add(by=None, name="New")) == told | {"email": "c@x.example"}


def test_what_both_have_is_counted_kind_by_kind_as_far_as_one_sees_it(
    eu: Organisation, europol: Organisation, coordinator: Person, make_follow_up: Make, claire: User, noor: User
) -> None:
    make_follow_up(partner=eu)
    make_follow_up(partner=eu, classification=RESTRICTED)
    make_follow_up(partner=europol)
    Meeting.log(by=claire, title="Talks", held_on=date(2018, 5, 1), participants=[Participant(coordinator, europol)])

    def told(user: User) -> dict[str, tuple[int, int]]:
        return {each.label: (each.goes, each.stays) for each in holdings(eu, europol, user)}

    every = {
        "Organisations (parent)": (1, 0),
        "Posts": (1, 0),
        "Participations": (0, 1),
        "Follow-ups (partner)": (1, 1),
    }
    assert told(noor) == every
    assert told(claire) == every | {"Follow-ups (partner)": (2, 1)}
    assert {each.label: (each.goes, each.stays) for each in holdings(europol, eu, noor)} == {
        label: both[::-1] for label, both in every.items()
    }  # fmt: skip


def test_posts_are_read_out_where_only_some_know_one_of_the_two(eu: Organisation, mei: User, amina: User) -> None:
    one, two = (Person.add(by=mei, name=name) for name in ("One", "Two"))
    for title in ("Envoy", "Adviser"):
        appoint(one, by=mei, organisation=eu, title=title)
    assert posts(one, two, mei) == []
    Person.objects.filter(pk=two.pk).update(classification=RESTRICTED)
    two.refresh_from_db()
    [told], [turned] = posts(one, two, mei), posts(two, one, mei)
    assert (told.label, told.goes, told.stays) == ("Posts", "One: Envoy, EU; One: Adviser, EU", "")
    assert (turned.goes, turned.stays) == (told.stays, told.goes)
    hidden = Person.add(by=mei, name="Three", classification=RESTRICTED)
    assert posts(two, hidden, mei) == []


def test_columns_are_told_in_their_order_with_the_words_of_a_choice(eu: Organisation, claire: User) -> None:
    goes = Organisation(
        short_name="H", parent=eu, head=claire.person, website="https://h.example", country="BE", about="Old"
    )
    stays = Organisation(country="FR", head=Person.add(by=None, name="Rosa"))
    assert [(each.label, str(each.goes), str(each.stays)) for each in facts(goes, stays)] == [
        ("Short name", "H", "–"), ("Parent", "EU", "–"), ("Headed by", "Claire Dubois", "Rosa"),
        ("Website", "https://h.example", "–"), ("Country", "Belgium", "France"), ("About", "Old", "–"),
    ]  # fmt: skip
    person = Person(telephone="1", email="a@x.example", about="Old")
    assert [(each.label, each.goes, each.stays) for each in facts(Person(), person)] == [
        ("Telephone", "–", "1"), ("E-mail", "–", "a@x.example"), ("About", "–", "Old"),
    ]  # fmt: skip


def test_a_seat_comes_back_only_where_the_one_that_stayed_still_sits(
    coordinator: Person, eu: Organisation, amina: User
) -> None:
    """Of three meetings of both one lost its seat, and at another the one that went was seated anew."""
    twin = Person.add(by=None, name="de Kerchove, Gilles")
    both = [Participant(coordinator, eu, "Coordinator"), Participant(twin, eu, "Envoy")]
    kept, lost, anew = (
        Meeting.log(by=amina, title=title, held_on=date(2018, 5, 1), participants=both)
        for title in ("Kept", "Lost", "Anew")
    )
    done = merge(twin, coordinator, by=amina)
    lost.change("edited", by=amina, participants=[])
    take_apart(done, by=amina)
    seats = {
        str(each): [(str(row.person), row.title) for row in each.participations.all()] for each in (kept, lost, anew)
    }
    both_there = [("Gilles de Kerchove", "Coordinator"), ("de Kerchove, Gilles", "Envoy")]
    assert {name: sorted(rows) for name, rows in seats.items()} == {"Kept": both_there, "Lost": [], "Anew": both_there}


@pytest.mark.one_database
def test_of_pairs_for_one_reason_names_and_then_their_age_say_which_comes_first() -> None:
    names = [
        Known(7, "Zeb Costa"),
        Known(8, "Costa, Zeb"),
        Known(3, "Ana Lima"),
        Known(9, "Lima, Ana"),
        Known(5, "Ana Lima"),
        Known(1, "Border Guard"),
        Known(2, "Border Gard"),
    ]
    found = [(one.pk, other.pk, str(reason)) for one, other, reason in likely_pairs(names)]
    same, nearly = "the same words", "spelled nearly alike"
    assert found == [(3, 5, same), (3, 9, same), (9, 5, same), (7, 8, same), (1, 2, nearly)]
    assert [other.pk for other, _reason in like(Known(0, "Ana Lima"), names)] == [3, 5, 9]


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("UNODC", "UNDOC", True),
        ("ISO27", "ISO72", False),
        ("ABCD", "ABDC", False),
        ("ABCDE", "ABCED", True),
        ("ABCDE", "BACDE", False),
        ("ABCDEF", "ABCDFE", True),
        ("ABCDE", "ABCDE", True),
        ("ABCDE", "ABDEC", False),
        ("ABCDEFG", "ABCDEF", False),
        ("ABCDEF", "ABCDE", False),
        ("AB1CDEFG", "AB2CDEFG", False),
        ("Port A Board", "Port B Board", False),
        ("Ana B. Costa", "Ana Costa", False),
        ("Mme Ana Costa", "Ana Costa", True),
    ],
)
def test_a_slip_is_one_of_letters_in_a_name_that_is_long_enough(one: str, other: str, is_one: bool) -> None:
    assert bool(likely_pairs([Known(1, one), Known(2, other)])) is is_one
