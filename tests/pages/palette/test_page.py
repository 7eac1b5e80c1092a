"""What the palette offers: to whom, in which order, and how it is done."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import CANARY
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp, SavedView
from tracker.meetings.models import Meeting

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


def offers(client: Client, q: str = "", **asked: Any) -> dict[str, list[str]]:
    """The names offered, group by group, in their order."""
    groups = client.get("/palette/", {"q": q, **asked}).context["groups"]
    return {group.name: [answer.name for answer in group.answers] for group in groups}


def answer(client: Client, q: str, **asked: Any) -> Any:
    """The first of all."""
    return client.get("/palette/", {"q": q, **asked}).context["groups"][0].answers[0]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("seal", "Seals are renewed"),
        ("2", "Renew the seals"),
        ("001", "Seals are renewed"),
        ("euro", "EU"),
        ("cal", "Calendar"),
        ("log", "Log a meeting"),
        ("new fol", "New follow-up"),
        ("harbour", "Harbour list"),
        ("visit of", "Visit of the EU Counter-Terrorism Coordinator"),
    ],
)
def test_what_is_meant_comes_first(
    visit: Meeting, make_follow_up: Make, claire: User, amina: User, sign_in: SignIn, typed: str, first: str
) -> None:
    make_follow_up("Seals are renewed", owner=claire.person)
    make_follow_up("Renew the seals", owner=claire.person)
    for number in range(9):
        make_follow_up(f"Seal of office {number}", by=amina)
    SavedView.save_as("Harbour list", by=claire, query="q=harbour", audience="me")
    assert answer(sign_in(claire), typed).name == first


def test_at_rest_it_offers_what_one_changed_last_and_where_one_can_go(
    make_follow_up: Make, claire: User, noor: User, sign_in: SignIn
) -> None:
    first, _second = make_follow_up("First"), make_follow_up("Second")
    first.move_to("in_progress", by=claire)
    found = offers(sign_in(claire))
    assert (found["do"], found["find"]) == (["Log a meeting", "New follow-up"], ["First", "Second"])
    found = offers(sign_in(noor))
    assert (list(found), found["go"][:5]) == (["go"], ["My desk", "Meetings", "Follow-ups", "Partners", "People"])


def test_a_deed_is_offered_to_whom_it_is_open(
    make_follow_up: Make, claire: User, amina: User, noor: User, sign_in: SignIn
) -> None:
    row = make_follow_up("Answer the letter", owner=amina.person, by=amina)
    asked = {"q": f"assign {row.reference} to claire"}
    given = f"Give {row.reference} to Claire Dubois"
    assert [offers(sign_in(user), **asked).get("do") for user in (amina, claire, noor)] == [[given], None, None]
    assert "do" not in offers(sign_in(noor), f"{row.reference} done")
    assert "do" not in offers(sign_in(claire), f"snooze {row.reference} monday")


@pytest.mark.parametrize(
    ("typed", "column", "value"),
    [
        ("done", "status", "done"),
        ("move {} to in prog", "status", "in_progress"),
        ("assign to amina", "owner", "Amina Rahman"),
        ("due 4 June 2030", "due_on", "2030-06-04"),
        ("priority high", "priority", "2"),
    ],
)
def test_the_first_offer_is_a_post_that_does_it(
    make_follow_up: Make, claire: User, amina: User, sign_in: SignIn, typed: str, column: str, value: str
) -> None:
    row = make_follow_up("Answer the letter", owner=claire.person)
    client = sign_in(amina)
    offered = answer(client, typed.format(row.reference), at=row.pk)
    assert client.get(offered.address).status_code in (200, 302)
    client.post(offered.address, offered.sent)
    row = FollowUp.objects.get()
    assert str(getattr(row, column)) == value


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("waiting", "to/waiting/"),
        ("due", "due/"),
        ("assign", "owner/"),
        ("snooze", "snooze/"),
        ("snooze today", "snooze/"),
        ("due yesterday", "due/"),
    ],
)
def test_where_more_has_to_be_said_the_offer_is_a_form(
    make_follow_up: Make, claire: User, sign_in: SignIn, typed: str, address: str
) -> None:
    row = make_follow_up("Answer the letter", owner=claire.person)
    offered = answer(sign_in(claire), typed, at=row.pk)
    assert (offered.sent, offered.asks, offered.address) == (None, True, f"/follow-ups/{row.pk}/{address}")


def test_a_deed_on_nothing_in_particular_asks_for_the_follow_up(claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    assert "Say which follow-up" in client.get("/palette/?q=assign to Jean").text
    Meeting.log(by=claire, title="Assign to Jean", held_on=date(2018, 6, 4))
    assert "Say which follow-up" in client.get("/palette/?q=assign to Jean").text


def test_nothing_restricted_is_offered_to_who_may_not_see_it(
    secret: FollowUp, eu: Organisation, claire: User, omar: User, sign_in: SignIn
) -> None:
    asked = [CANARY, secret.reference, f"move {secret.reference} to done", f"assign to {CANARY}", ""]
    texts = [sign_in(omar).get("/palette/", {"q": q, "at": secret.pk}).text for q in asked]
    told = [str(secret), f"/follow-ups/{secret.pk}/"]
    assert [words for text in texts for words in told if words in text] == []
    texts = [sign_in(claire).get("/palette/", {"q": q, "at": secret.pk}).text for q in asked]
    assert [f"/follow-ups/{secret.pk}/" in text for text in texts] == [True] * 5


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_the_database_so_often(
    visit: Meeting, make_follow_up: Make, claire: User, sign_in: SignIn, rows: int
) -> None:
    for number in range(rows):
        make_follow_up(f"Visit {number}", meeting=visit)
    client = sign_in(claire)
    client.get("/palette/?q=visit")
    counts = []
    for address in ("/palette/?q=visit", "/palette/"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts == [26, 5]


def test_without_javascript_the_page_of_what_was_found_does_it(
    make_follow_up: Make, claire: User, sign_in: SignIn
) -> None:
    row = make_follow_up("Answer the letter", owner=claire.person)
    page = sign_in(claire).get("/find/", {"q": f"move {row.reference} to done"})
    [deed] = page.context["deeds"]
    assert deed.name == f"Move {row.reference} to “Done”"
    assert f'action="/follow-ups/{row.pk}/to/done/"' in page.text
    assert [place.name for place in sign_in(claire).get("/find/?q=calendar").context["places"]] == ["Calendar"]


def test_letters_are_marked_where_they_begin_words(make_follow_up: Make, claire: User, sign_in: SignIn) -> None:
    make_follow_up("Renew the seals of ports")
    page = sign_in(claire).get("/palette/", {"q": "rsp"}).text
    assert "<mark>R</mark>enew the <mark>s</mark>eals of <mark>p</mark>orts" in page


def test_what_the_browser_says_was_opened_stays_out_of_the_links(
    make_follow_up: Make, claire: User, amina: User, sign_in: SignIn
) -> None:
    seen, *_later = [make_follow_up(f"Ports {number}", by=amina) for number in range(7)]
    answer = sign_in(claire).get(f"/palette/?q=ports&opened={seen.pk},x,,{'9' * 30}")
    [found] = [group for group in answer.context["groups"] if group.name == "find"]
    assert (found.answers[0].name, 'href="/find/?q=ports"' in answer.text) == ("Ports 0", True)
