"""A public address: a list of what is general, for whoever has the address, until it is revoked or past its day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.test import Client, override_settings

from tests.conftest import CANARY
from tests.house.pages import as_sent
from tests.house.series_there import SECOND_TUESDAY
from tracker.accounts.models import User
from tracker.commitments.models import PublicAddress
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting, Series
from tracker.records.models import Passage, Record

SignIn = Callable[[User], Client]
Make = Callable[..., Any]


def publish(client: Client, query: str = "", **typed: Any) -> PublicAddress:
    place = f"/commitments/public/new/?{query}"
    answer = client.post(place, as_sent(client.get(place), **typed))
    address: PublicAddress = PublicAddress.objects.latest("pk")
    assert (answer.status_code, answer["Location"]) == (302, address.get_absolute_url())
    return address


def opened(address: PublicAddress) -> Any:
    """By a stranger."""
    return Client().get(address.public_path)


@pytest.fixture
def letter(make_follow_up: Make, visit: Meeting, claire: User, unit: Organisation) -> FollowUp:
    row: FollowUp = make_follow_up("Letter", meeting=visit, owner=claire.person, unit=unit)
    return row


def test_whoever_has_it_reads_the_list_without_signing_in(
    letter: FollowUp, visit: Meeting, claire: User, sign_in: SignIn, today: date
) -> None:
    address = publish(sign_in(claire), f"meeting={visit.pk}")
    assert (address.title, address.until) == (f"{visit}, 25 May 2018", today + timedelta(days=365))
    page = opened(address)
    assert page.status_code == 200
    assert [words in page.text for words in ("Letter", letter.reference, "ENF", "/follow-ups/")] == [True] * 3 + [False]


def test_it_goes_no_further_than_whom_it_was_given_to(letter: FollowUp, claire: User, sign_in: SignIn) -> None:
    page = opened(publish(sign_in(claire)))
    named = {name: page.headers[name] for name in ("X-Robots-Tag", "Referrer-Policy", "Cache-Control")}
    assert named == {
        "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer", "Cache-Control": "private, no-store",
    }  # fmt: skip
    assert '<meta name="robots" content="noindex, nofollow">' in page.text
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize(("named", "found"), [("on", True), ("", False)])
def test_who_is_in_charge_is_named_where_its_maker_said_so(
    named: str, found: bool, letter: FollowUp, claire: User, sign_in: SignIn
) -> None:
    page = opened(publish(sign_in(claire), f"owner={claire.person.pk}", names_people=named))
    assert ("Claire Dubois" in page.text, "ENF" in page.text) == (found, True)


def test_it_is_read_in_the_language_of_the_address(letter: FollowUp, claire: User, sign_in: SignIn) -> None:
    page = opened(publish(sign_in(claire), title="Engagements pris", language="fr"))
    assert [words in page.text for words in ('lang="fr"', "Engagements pris", "Ouverte")] == [True] * 3


def test_what_is_restricted_is_left_out_and_counts_nowhere(
    letter: FollowUp, claire: User, mei: User, sign_in: SignIn
) -> None:
    address = publish(sign_in(mei))
    before = opened(address).text
    FollowUp.log(by=claire, title=f"Send {CANARY}", classification="restricted")
    Meeting.log(by=claire, title=CANARY, held_on=date(2018, 6, 1), classification="restricted")
    assert opened(address).text == before


def test_what_is_restricted_by_now_is_gone_from_it(letter: FollowUp, claire: User, sign_in: SignIn) -> None:
    address = publish(sign_in(claire))
    letter.edit(by=claire, classification="restricted")
    page = opened(address)
    assert ("Letter" in page.text, "<b>0</b>" in page.text) == (False, True)


@pytest.mark.parametrize("filtered", ["meeting", "partner", "owner", "series"])
def test_where_what_it_names_is_restricted_by_now_it_leads_nowhere_and_strangers_find_no_trace(
    filtered: str, visit: Meeting, claire: User, amina: User, mei: User, sign_in: SignIn
) -> None:
    things = {"meeting": visit, "partner": Organisation.add(by=claire, name="Office")}
    things["series"] = Series.make(by=claire, name="Talks", **SECOND_TUESDAY)
    things["owner"] = Person.add(by=claire, name="Rosa Conti")
    thing = things[filtered]
    address = publish(sign_in(claire), f"{filtered}={thing.pk}", title=CANARY)
    type(thing).objects.filter(pk=thing.pk).update(classification="restricted")
    assert opened(address).status_code == 404
    pages = ("/commitments/public/", address.get_absolute_url())
    found = {who: [CANARY in sign_in(who).get(page).text for page in pages] for who in (amina, mei)}
    assert found == {amina: [False, False], mei: [True, True]}


def test_of_what_is_restricted_none_is_made(secret: FollowUp, claire: User, omar: User, sign_in: SignIn) -> None:
    place = f"/commitments/public/new/?meeting={secret.meeting_id}"
    page = sign_in(claire).get(place)
    assert "This list names what is restricted." in page.text
    sign_in(claire).post(place, {"title": "Talks", "until": "1 June 2030", "language": "en"})
    assert sign_in(omar).get(place).status_code == 404
    assert PublicAddress.objects.count() == 0


@pytest.mark.parametrize("asked", ["desk=late", "watched=on", "confirmation=mine"])
def test_of_what_is_one_persons_own_none_is_made(asked: str, claire: User, sign_in: SignIn) -> None:
    assert "that of one person" in sign_in(claire).get(f"/commitments/public/new/?{asked}").text


def test_words_that_the_record_holds_no_more_are_not_given_to_strangers(
    communique: Record, make_follow_up: Make, claire: User, sign_in: SignIn
) -> None:
    passage = Passage.of(communique.latest, 0, 21)
    make_follow_up("Thank", meeting=communique.meeting, passage=passage)
    address, words = publish(sign_in(claire)), passage.exact
    before = opened(address).text
    communique.rewrite("Several areas for further cooperation were identified.", by=claire)
    pages = (before, opened(address).text, sign_in(claire).get("/commitments/").text)
    assert [words in page for page in pages] == [True, False, True]


@pytest.mark.parametrize("ended", ["revoked", "past", "guessed"])
def test_it_leads_nowhere_once_revoked_or_past_its_day_nor_where_it_was_guessed(
    ended: str, letter: FollowUp, claire: User, sign_in: SignIn, today: date
) -> None:
    address = publish(sign_in(claire))
    path = address.public_path
    if ended == "revoked":
        address.revoke(by=claire)
    elif ended == "past":
        PublicAddress.objects.update(until=today - timedelta(days=1))
    else:
        PublicAddress.objects.update(secret=uuid4())
    page = Client().get(path)
    assert (page.status_code, "Ask whoever gave it to you." in page.text, "My desk" in page.text) == (404, True, False)


def test_until_its_last_day_it_is_open(letter: FollowUp, claire: User, sign_in: SignIn, today: date) -> None:
    assert opened(publish(sign_in(claire), until=f"{today:%Y-%m-%d}")).status_code == 200


@pytest.mark.parametrize(("typed", "said"), [("yesterday", "This day is past."), ("1 June 2099", "Five years")])
def test_until_when_is_asked_again_where_it_cannot_be(typed: str, said: str, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    place = "/commitments/public/new/"
    answer = client.post(place, as_sent(client.get(place), until=typed, title="Kept words"))
    assert (answer.status_code, said in answer.text, "Kept words" in answer.text) == (422, True, True)


def test_how_often_it_was_opened_is_counted(letter: FollowUp, claire: User, sign_in: SignIn) -> None:
    address = publish(sign_in(claire))
    for _twice in range(2):
        opened(address)
    address.refresh_from_db()
    assert (address.opened, address.last_opened_at is not None) == (2, True)
    assert "opened 2 times" in sign_in(claire).get(address.get_absolute_url()).text


def test_pressed_twice_it_is_made_once(claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    sent = as_sent(client.get("/commitments/public/new/"))
    for _twice in range(2):
        client.post("/commitments/public/new/", sent)
    assert PublicAddress.objects.count() == 1


def test_its_maker_and_managers_revoke_it_and_take_that_back(
    letter: FollowUp, noor: User, claire: User, omar: User, amina: User, sign_in: SignIn
) -> None:
    address = publish(sign_in(claire))
    place = address.get_absolute_url()
    asked = [(who, sign_in(who).post(f"{place}revoke/").status_code) for who in (noor, omar, amina)]
    assert [status for _who, status in asked] == [404, 404, 302]
    assert opened(address).status_code == 404
    assert "made it public again" not in sign_in(claire).get(place).text
    assert sign_in(claire).post(f"{place}restore/").status_code == 302
    assert opened(address).status_code == 200
    assert [entry.verb for entry in address.history.order_by("pk")] == ["added", "revoked", "restored"]


def test_officers_see_their_own_and_managers_all(
    letter: FollowUp, noor: User, claire: User, omar: User, amina: User, sign_in: SignIn
) -> None:
    publish(sign_in(claire), title="Of Claire")
    publish(sign_in(omar), title="Of Omar")
    pages = {who: sign_in(who).get("/commitments/public/") for who in (noor, claire, omar, amina)}
    assert pages.pop(noor).status_code == 403
    found = {who: [words in page.text for words in ("Of Claire", "Of Omar")] for who, page in pages.items()}
    assert found == {claire: [True, False], omar: [False, True], amina: [True, True]}


def test_it_is_opened_no_more_often_than_people_do(letter: FollowUp, claire: User, sign_in: SignIn) -> None:
    address = publish(sign_in(claire))
    caches["default"].clear()
    with override_settings(HOW_OFTEN={"public": "2/m/ip"}):
        assert [opened(address).status_code for _thrice in range(3)] == [200, 200, 429]


def test_a_list_leads_to_its_addresses(letter: FollowUp, visit: Meeting, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    address = publish(client, f"meeting={visit.pk}")
    pages = [client.get(f"/commitments/{query}").text for query in (f"?meeting={visit.pk}", "")]
    assert [f'href="{address.get_absolute_url()}"' in page for page in pages] == [True, False]


def test_the_admin_site_shows_it_without_what_it_is_drawn_from(claire: User, jonas: User, sign_in: SignIn) -> None:
    address = publish(sign_in(claire), "status=active", title="What we owe")
    page = sign_in(jonas).get(f"/admin/commitments/publicaddress/{address.pk}/change/").text
    assert ["What we owe" in page, str(address.secret) in page, address.token in page] == [True, False, False]
