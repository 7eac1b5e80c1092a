"""The table of addresses: who gets what answer, for every address there is."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.house.addresses import LOGIN, PAGES, RESTRICTED, Answer, Answers, about_restricted
from tests.house.admin_addresses import ADMIN_PAGES
from tests.house.conftest import Visitor, taken_back
from tests.house.matter import new_names
from tests.house.pages import as_sent
from tracker.accounts.models import User
from tracker.follow_ups.models import Activity, FollowUp
from tracker.meetings.models import Meeting
from tracker.meetings.participants import Participant

TABLE = PAGES | ADMIN_PAGES

SignIn = Callable[[User], Client]


def name_of(pattern: URLPattern, namespaces: list[str], route: str) -> str:
    """The name by which an address is reversed; its route when it has none."""
    return ":".join([*namespaces, pattern.name]) if pattern.name else route


def addresses(resolver: URLResolver, namespaces: list[str], route: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            inner = [*namespaces, pattern.namespace] if pattern.namespace else namespaces
            yield from addresses(pattern, inner, here)
        else:
            yield name_of(pattern, namespaces, here)


def answer(response: Any) -> Answer:
    if response.streaming:
        # Read to its end a file is closed.
        b"".join(response)
    if response.status_code not in (301, 302):
        return response.status_code
    match = resolve(response["Location"].split("?")[0])
    return match.view_name


def visitors(people: dict[str, User], sign_in: SignIn) -> dict[str, Visitor]:
    return {"stranger": Visitor(Client()), **{name: Visitor(sign_in(user), user) for name, user in people.items()}}


def each(visitors: dict[str, Visitor], ask: Callable[[Client], HttpResponse]) -> Answers:
    """What each person is answered, as if nobody had asked before."""
    found: Answers = {}
    for name, visitor in visitors.items():
        with taken_back():
            found[name] = answer(ask(visitor.comes_in()))
    return found


def test_every_address_stands_in_the_table_once() -> None:
    assert sorted(addresses(get_resolver(), [])) == sorted(TABLE)


def test_a_path_of_the_table_leads_to_its_address(things: dict[str, Any]) -> None:
    named = [name for name in TABLE if "/" not in name]
    found = [resolve(TABLE[name].path.format(**things).split("?")[0]).view_name for name in named]
    assert found == named


def test_everybody_who_looks_gets_the_answer_of_the_table(
    things: dict[str, Any], people: dict[str, User], sign_in: SignIn
) -> None:
    found, everybody = {}, visitors(people, sign_in)
    for name, row in TABLE.items():
        path = row.path.format(**things)
        found[name] = each(everybody, lambda client, path=path: client.get(path))
    assert found == {name: row.get for name, row in TABLE.items()}


@pytest.mark.one_database
def test_everybody_who_sends_gets_the_answer_of_the_table(
    things: dict[str, Any], people: dict[str, User], sign_in: SignIn
) -> None:
    found, everybody = {}, visitors(people, sign_in)
    at_work = everybody["jonas"].comes_in()
    for name, row in TABLE.items():
        path = row.path.format(**things)
        sent = {} if row.typed is None else as_sent(at_work.get(path), **row.typed)
        found[name] = each(everybody, lambda client, path=path, sent=sent: client.post(path, sent))
    assert found == {name: row.post for name, row in TABLE.items()}


@pytest.fixture
def hidden(things: dict[str, Any], secret: FollowUp, claire: User, make_pledge: Callable[..., Any]) -> dict[str, Any]:
    """The same keys, those of whatever may be restricted leading to restricted ones."""
    meeting, passage = secret.meeting, secret.passage
    assert meeting
    assert passage
    noted = secret.note("Asked twice", by=claire)
    gone = FollowUp.log(by=claire, title="Gone", meeting=meeting)
    gone.remove(by=claire)
    pledge = make_pledge(meeting=meeting)
    moved = pledge.move_to("pledged", by=claire)
    withheld = make_pledge(meeting=meeting)
    withheld.remove(by=claire)
    cancelled = Meeting.log(by=claire, title="Cancelled", held_on=meeting.held_on, classification="restricted")
    cancelled.remove(by=claire)
    names = new_names(things, by=claire)
    meeting.change("edited", by=claire, participants=[Participant(names.person, names.organisation)])
    work = {"starts_on": date(2018, 6, 1), "ends_on": date(2018, 6, 1), "classification": "restricted"}
    hidden, gone_too = (Activity.log(by=claire, title="Hidden", **work) for _each in range(2))
    gone_too.remove(by=claire)
    return things | {
        "person": names.person.pk,
        "organisation": names.organisation.pk,
        "post": names.post.pk,
        "activity": hidden.pk,
        "removed_activity": gone_too.pk,
        "meeting": meeting.pk,
        "removed_meeting": cancelled.pk,
        "record": passage.record_id,
        "follow_up": secret.pk,
        "removed_follow_up": gone.pk,
        "last_change": noted.pk if noted else None,
        "needy": secret.pk,
        "pledge": pledge.pk,
        "removed_pledge": withheld.pk,
        "last_pledge_change": moved.pk,
    }


# What everybody may send is sent on one database: each deed has its own tests.
@pytest.mark.parametrize("verb", ["get", pytest.param("post", marks=pytest.mark.one_database)])
def test_what_is_restricted_is_not_there_for_others(
    verb: str, hidden: dict[str, Any], people: dict[str, User], omar: User, sign_in: SignIn
) -> None:
    others = {name: user for name, user in people.items() if name != "claire"} | {"omar": omar}
    found, expected, everybody = {}, {}, visitors(others, sign_in)
    for name, row in about_restricted(PAGES).items():
        path = row.path.format(**hidden)
        found[name] = each(everybody, lambda client, path=path: getattr(client, verb)(path))
        # A page that only looks, or only takes, says so whatever it is asked about.
        refused = getattr(row, verb)["claire"] == 405
        expected[name] = {"stranger": LOGIN, **dict.fromkeys(others, 405 if refused else 404)}
    assert found == expected


@pytest.mark.parametrize("verb", ["get", "post"])
def test_the_admin_site_tells_nothing_restricted_from_what_never_was(
    verb: str, hidden: dict[str, Any], jonas: User, sign_in: SignIn
) -> None:
    nothing = hidden | dict.fromkeys(RESTRICTED, 999_999)
    client = sign_in(jonas)
    there, nowhere = (
        {
            name: answer(getattr(client, verb)(row.path.format(**keys)))
            for name, row in about_restricted(ADMIN_PAGES).items()
        }
        for keys in (hidden, nothing)
    )
    assert there == nowhere
