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
from tracker.meetings.models import Meeting

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
    assert [[entry.note for entry in row.notes] for row in handover_items(rows, claire)] == [["four", "three", "two"]]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_note_asks_as_much_for_three_as_for_one(
    rows: int, make_follow_up: Make, claire: User, sign_in: SignIn, django_assert_num_queries: Callable[..., object]
) -> None:
    for number in range(rows):
        make_follow_up(f"Speak {number}", owner=claire.person).note("Called", by=claire)
    client, address = sign_in(claire), f"/partners/people/{claire.person.pk}/hand-over/note/"
    client.get(address)
    with django_assert_num_queries(8):
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
    form = f"{person}hand-over/"
    assert (client.get(form).status_code, form in client.get(person).text) == (403, False)


def test_a_reader_hands_over_their_own(make_follow_up: Make, noor: User, claire: User, sign_in: SignIn) -> None:
    follow_up = make_follow_up("Speak", owner=noor.person)
    client, address = sign_in(noor), f"{noor.person.get_absolute_url()}hand-over/"
    assert address in client.get(noor.person.get_absolute_url()).text
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


@pytest.fixture
def restricted(secret: FollowUp, omar: User, mei: User) -> FollowUp:
    """One that Omar sees only because it is his: the first of his, by its due date."""
    secret.give_to(omar.person, by=mei)
    secret.set_due(JUNE, by=mei)
    return secret


def give_away(client: Client, person: Person) -> str:
    """Hand over to Amina, through the form; where that leads."""
    address = f"{person.get_absolute_url()}hand-over/"
    return str(client.post(address, as_sent(client.get(address), taker="Amina Rahman"))["Location"])


def test_what_one_sees_only_as_its_owner_goes_along_and_comes_back(
    restricted: FollowUp, make_follow_up: Make, omar: User, amina: User, sign_in: SignIn
) -> None:
    client, open_one = sign_in(omar), make_follow_up("Speak", owner=omar.person)
    place = give_away(client, omar.person)
    page, seen = client.get(place), client.get(restricted.get_absolute_url()).status_code
    assert (page.status_code, CANARY in page.text, seen) == (200, False, 404)
    assert "1 more went along that you no longer see." in page.text
    assert owners([restricted, open_one]) == ["Amina Rahman"] * 2
    back = client.post(f"{place}undo/", follow=True)
    assert "2 follow-ups are back with" in back.text
    assert owners([restricted, open_one]) == ["Omar Diallo"] * 2


def test_nothing_comes_back_to_whom_it_was_closed_since(
    restricted: FollowUp, make_follow_up: Make, omar: User, amina: User, mei: User, sign_in: SignIn
) -> None:
    client, other = sign_in(omar), make_follow_up("Speak", owner=omar.person)
    meeting = Meeting.log(by=mei, title="Talks", held_on=JUNE)
    FollowUp.objects.get(pk=other.pk).edit(by=mei, meeting=meeting)
    place = give_away(client, omar.person)
    for each in (meeting, restricted.meeting):
        assert each
        now = Meeting.objects.get(pk=each.pk)
        now.change("edited", by=mei, classification="restricted", readers=[mei.person])
    client.post(f"{place}undo/")
    assert owners([restricted, other]) == ["Amina Rahman"] * 2
    assert [client.get(each.get_absolute_url()).status_code for each in (restricted, other)] == [404, 404]


def test_what_is_hidden_and_changed_since_stays_and_is_not_counted(
    restricted: FollowUp, omar: User, mei: User, amina: User, sign_in: SignIn
) -> None:
    client = sign_in(omar)
    place = give_away(client, omar.person)
    FollowUp.objects.get(pk=restricted.pk).edit(by=mei, title="Another title")
    answer = client.post(f"{place}undo/", follow=True)
    assert ("Nothing of it could be taken back." in answer.text, "had changed again" in answer.text) == (True, False)
    assert "Undo the handover" not in client.get(place).text


@pytest.mark.parametrize("giver", ["noor", "omar"])
def test_who_had_it_does_not_take_back_what_a_manager_handed_over(
    giver: str, make_follow_up: Make, amina: User, jonas: User, request: pytest.FixtureRequest, sign_in: SignIn
) -> None:
    user = request.getfixturevalue(giver)
    follow_up = make_follow_up("Speak", owner=user.person)
    entry = hand_over(user.person, amina.person, by=amina, on=JUNE)
    assert entry
    place = f"{user.person.get_absolute_url()}hand-over/{entry.pk}/"
    offered = ["Undo the handover" in sign_in(each).get(place).text for each in (user, jonas)]
    pressed = sign_in(user).post(f"{place}undo/").status_code
    assert (offered, pressed, owners([follow_up])) == ([False, True], 403, ["Amina Rahman"])
    sign_in(jonas).post(f"{place}undo/")
    assert owners([follow_up]) == [user.name]


def test_where_all_that_is_left_is_hidden_nothing_is_offered(
    secret: FollowUp, make_follow_up: Make, claire: User, amina: User, mei: User, sign_in: SignIn
) -> None:
    open_one = make_follow_up("Speak", owner=claire.person, due_on=date(2018, 1, 1))
    secret.give_to(claire.person, by=claire)
    entry = hand_over(claire.person, mei.person, by=mei, on=JUNE)
    assert entry
    place, client = f"{claire.person.get_absolute_url()}hand-over/{entry.pk}/", sign_in(amina)
    client.post(f"{place}undo/")
    page = client.get(place).text
    assert (owners([open_one, secret]), "Undo the handover" in page) == (["Claire Dubois", "Mei Tanaka"], False)


def test_a_taker_known_by_what_was_handed_over_alone_is_named_without_a_link(
    restricted: FollowUp, omar: User, mei: User, sign_in: SignIn
) -> None:
    hidden = Person.add(by=mei, name="Rosa Conti", classification="restricted")
    restricted.meeting.readers.add(hidden)  # type: ignore[union-attr]
    client, address = sign_in(omar), f"{omar.person.get_absolute_url()}hand-over/"
    answer = client.post(address, as_sent(client.get(address), taker=hidden.label), follow=True)
    assert ("Rosa Conti has them now." in answer.text, hidden.get_absolute_url() in answer.text) == (True, False)
