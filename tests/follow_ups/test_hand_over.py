"""Handing over all that a person has open, the note about it, and taking it back."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.conftest import CANARY
from tests.house.pages import as_sent
from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.follow_ups.hand_over import hand_over, handover_items, take_back
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry

Make = Callable[..., FollowUp]
SignIn = Callable[[User], Client]
JUNE = date(2018, 6, 1)


@pytest.fixture
def hers(make_follow_up: Make, claire: User) -> list[FollowUp]:
    """Two open ones of Claire's, and one that is done."""
    found = [make_follow_up(title, owner=claire.person) for title in ("Speak", "Send", "Done long ago")]
    found[2].move_to("done", by=claire)
    return found


def owners(follow_ups: list[FollowUp]) -> list[str]:
    return [str(FollowUp.objects.get(pk=each.pk).owner) for each in follow_ups]


def test_all_that_is_open_goes_with_an_entry_each(hers: list[FollowUp], claire: User, amina: User) -> None:
    hand_over(claire.person, amina.person, by=claire, on=JUNE, words="Ask Ana first.")
    assert owners(hers) == ["Amina Rahman", "Amina Rahman", "Claire Dubois"]
    assert (
        list(Entry.objects.filter(verb="given").values_list("by", "note"))
        == [(claire.pk, "Handed over on 1 June 2018. Ask Ana first.")] * 2
    )


def test_once_more_gives_nothing_more(hers: list[FollowUp], claire: User, amina: User, mei: User) -> None:
    hand_over(claire.person, amina.person, by=claire, on=JUNE)
    assert (hand_over(claire.person, mei.person, by=claire, on=JUNE), owners(hers)[0]) == (None, "Amina Rahman")


def test_it_is_taken_back_as_a_whole_and_only_once(hers: list[FollowUp], claire: User, amina: User) -> None:
    entry = hand_over(claire.person, amina.person, by=claire, on=JUNE)
    assert entry
    assert [take_back(entry, by=claire), take_back(entry, by=claire)] == [(2, 0), (0, 0)]
    assert owners(hers) == ["Claire Dubois"] * 3


def test_what_changed_since_stays(hers: list[FollowUp], claire: User, amina: User) -> None:
    entry = hand_over(claire.person, amina.person, by=claire, on=JUNE)
    FollowUp.objects.get(pk=hers[0].pk).edit(by=amina, title="Speak twice")
    assert entry
    assert (take_back(entry, by=claire), owners(hers)) == ((1, 1), ["Amina Rahman", "Claire Dubois", "Claire Dubois"])


def test_two_handovers_are_taken_back_each_by_itself(
    make_follow_up: Make, claire: User, amina: User, mei: User
) -> None:
    first = make_follow_up("Speak", owner=claire.person)
    hand_over(claire.person, amina.person, by=mei, on=JUNE)
    second = make_follow_up("Send", owner=claire.person)
    entry = hand_over(claire.person, amina.person, by=mei, on=JUNE)
    assert entry
    assert (take_back(entry, by=mei), owners([first, second])) == ((1, 0), ["Amina Rahman", "Claire Dubois"])


def test_the_note_tells_the_last_notes(hers: list[FollowUp], claire: User) -> None:
    for words in ("one", "two", "three", "four"):
        FollowUp.objects.get(pk=hers[0].pk).note(words, by=claire)
    rows = FollowUp.objects.filter(pk=hers[0].pk)
    assert [[entry.note for entry in row.notes] for row in handover_items(rows)] == [["four", "three", "two"]]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_note_asks_as_much_for_three_as_for_one(
    rows: int, make_follow_up: Make, claire: User, sign_in: SignIn, django_assert_num_queries: Callable[..., object]
) -> None:
    for number in range(rows):
        make_follow_up(f"Speak {number}", owner=claire.person).note("Called", by=claire)
    client, address = sign_in(claire), f"/partners/people/{claire.person.pk}/hand-over/note/"
    client.get(address)
    with django_assert_num_queries(7):
        client.get(address)


def test_from_the_page_of_the_person_and_back(hers: list[FollowUp], amina: User, claire: User, sign_in: SignIn) -> None:
    client, person = sign_in(amina), claire.person.get_absolute_url()
    assert f'href="{person}hand-over/"' in client.get(person).text
    form = client.get(f"{person}hand-over/")
    assert "2 open follow-ups of Claire Dubois" in form.text
    note = client.post(f"{person}hand-over/", as_sent(form, taker="Amina Rahman", note="Ask Ana."), follow=True)
    assert ["Ask Ana." in note.text, "Claire Dubois → Amina Rahman" in note.text, "Send" in note.text] == [True] * 3
    back = client.post(f"{note.request['PATH_INFO']}undo/", follow=True)
    told = f'2 follow-ups are back with <a href="{person}">Claire Dubois</a>.'
    assert (told in back.text, owners(hers)) == (True, ["Claire Dubois"] * 3)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"taker": "Claire Dubois"}, "They have them already. Name somebody else."),
        ({"taker": ""}, "This field is required."),
        ({"taker": "Amina Rahman", "on": "1 June 2100"}, "This day is still to come. Hand over when it is there."),
        ({"taker": "Amina Rahman", "on": ""}, "Type a date such as 25 May 2018 or 2018-05-25."),
    ],
)
def test_what_cannot_be_is_asked_for_again(
    typed: dict[str, str], sentence: str, hers: list[FollowUp], claire: User, amina: User, sign_in: SignIn
) -> None:
    client, address = sign_in(claire), f"{claire.person.get_absolute_url()}hand-over/"
    page = client.post(address, as_sent(client.get(address), **typed))
    assert (page.status_code, sentence in page.text, owners(hers)[0]) == (422, True, "Claire Dubois")


def test_others_do_not_hand_over_what_is_hers(hers: list[FollowUp], claire: User, omar: User, sign_in: SignIn) -> None:
    client, person = sign_in(omar), claire.person.get_absolute_url()
    assert (client.get(f"{person}hand-over/").status_code, "hand-over" in client.get(person).text) == (403, False)


def test_a_reader_hands_over_their_own(make_follow_up: Make, noor: User, claire: User, sign_in: SignIn) -> None:
    follow_up = make_follow_up("Speak", owner=noor.person)
    client, address = sign_in(noor), f"{noor.person.get_absolute_url()}hand-over/"
    client.post(address, as_sent(client.get(address), taker="Claire Dubois"))
    assert owners([follow_up]) == ["Claire Dubois"]


def test_what_a_manager_may_not_see_stays_and_leaves_no_trace(
    secret: FollowUp, make_follow_up: Make, claire: User, amina: User, mei: User, sign_in: SignIn
) -> None:
    secret.give_to(claire.person, by=claire)
    open_one = make_follow_up("Speak", owner=claire.person)
    hand_over(claire.person, amina.person, by=amina, on=JUNE)
    assert owners([secret, open_one]) == ["Claire Dubois", "Amina Rahman"]
    hidden = hand_over(claire.person, mei.person, by=mei, on=JUNE, words=CANARY)
    assert hidden
    page = sign_in(amina).get(f"/partners/people/{claire.person.pk}/hand-over/{hidden.pk}/")
    assert page.status_code == 404


def test_an_entry_of_something_else_is_no_handover(hers: list[FollowUp], claire: User, sign_in: SignIn) -> None:
    client, keys = sign_in(claire), [entry.pk for entry in Entry.objects.all()]
    found = {client.get(f"/partners/people/{claire.person.pk}/hand-over/{key}/").status_code for key in keys}
    assert found == {404}


def test_a_person_with_nothing_open_is_told_so(claire: User, amina: User, sign_in: SignIn) -> None:
    client, address = sign_in(claire), f"{claire.person.get_absolute_url()}hand-over/"
    page = client.post(address, {"taker": "Amina Rahman", "on": "1 June 2018"}, follow=True)
    assert "Claire Dubois has nothing open to hand over." in page.text


def test_a_restricted_person_who_takes_general_matters_is_opened(hers: list[FollowUp], claire: User, mei: User) -> None:
    hidden = Person.add(by=mei, name="Rosa Conti", classification="restricted")
    hand_over(claire.person, hidden, by=mei, on=JUNE)
    assert Person.objects.get(pk=hidden.pk).classification == "general"
