"""Undo of every noun that has an edit page: from its message, by whoever may, once, and over nothing newer."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from tests.house.pages import as_sent
from tracker.accounts.models import Role, User
from tracker.activities.models import Activity
from tracker.directory.models import Organisation, Person
from tracker.kit.templatetags.kit import undo_address
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant
from tracker.records.models import Record

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
Things = dict[str, Any]


class Noun(NamedTuple):
    """A column that its form changes, and what another person changes of it later."""

    column: str
    typed: str
    label: str
    later: dict[str, str]


NOUNS = {
    "visit": Noun("place", "Paris", "Place", {"place": "Rome"}),
    "coordinator": Noun("about", "A lawyer.", "About", {"about": "A judge."}),
    "europol": Noun("about", "In The Hague.", "About", {"about": "A house."}),
    "resolution": Noun("text", "A summary.", "Text", {"text": "The whole."}),
    "communique": Noun("language", "fr", "Language", {"language": "es"}),
}


@pytest.fixture
def things(
    visit: Meeting, coordinator: Person, europol: Organisation, resolution: Mandate, communique: Record
) -> Things:
    # As the form would have it.
    visit.change("edited", by=None, zone="Europe/Brussels")
    return {
        "visit": visit,
        "coordinator": coordinator,
        "europol": europol,
        "resolution": resolution,
        "communique": communique,
    }


def page_of(thing: Any) -> str:
    return f"/records/{thing.pk}/" if isinstance(thing, Record) else thing.get_absolute_url()


def edit(client: Client, thing: Any, **typed: Any) -> str:
    """Where the message after the edit offers to undo it."""
    path = f"{page_of(thing)}edit/"
    return undone_at(client.post(path, as_sent(client.get(path), **typed)))


def undone_at(response: Any) -> str:
    *_before, message = get_messages(response.wsgi_request)
    return undo_address(message)


def told(response: Any) -> str:
    """What was said last."""
    *_before, message = get_messages(response.wsgi_request)
    return str(message)


def now(thing: Any) -> Any:
    return type(thing)._base_manager.get(pk=thing.pk)


@pytest.mark.parametrize("name", NOUNS)
def test_an_edit_is_undone_once_however_often_one_presses(
    name: str, things: Things, amina: User, sign_in: SignIn
) -> None:
    noun, thing, client = NOUNS[name], things[name], sign_in(amina)
    before = getattr(thing, noun.column)
    address = edit(client, thing, **{noun.column: noun.typed})
    assert getattr(now(thing), noun.column) == noun.typed
    pressed = [told(client.post(address)) for _twice in range(2)]
    link = f'Undone: <a href="{thing.get_absolute_url()}">{thing}</a>'
    assert (pressed, getattr(now(thing), noun.column)) == ([link, link], before)
    last, edited = now(thing).history.all()[:2]
    assert (last.verb, last.by, last.undoes) == ("undid", amina, edited)


@pytest.mark.parametrize("name", NOUNS)
def test_what_somebody_changed_since_stays_and_is_named(
    name: str, things: Things, amina: User, mei: User, sign_in: SignIn
) -> None:
    noun, thing, client = NOUNS[name], things[name], sign_in(amina)
    address = edit(client, thing, **{noun.column: noun.typed})
    now(thing).change("edited", by=mei, **noun.later)
    refusal = told(client.post(address))
    since = "Mei Tanaka changed it again since, so that change can no longer be undone. It stands so: "
    shown = {"es": "Spanish"}.get(noun.later[noun.column], noun.later[noun.column])
    assert refusal == f"{since}{noun.label}: {shown}"
    assert getattr(now(thing), noun.column) == noun.later[noun.column]


@pytest.mark.parametrize("name", NOUNS)
def test_whoever_may_not_edit_it_may_not_undo_it(
    name: str, things: Things, amina: User, noor: User, sign_in: SignIn
) -> None:
    noun, thing = NOUNS[name], things[name]
    address = edit(sign_in(amina), thing, **{noun.column: noun.typed})
    assert sign_in(noor).post(address).status_code == 403
    User.objects.filter(pk=amina.pk).update(role=Role.READER)
    assert sign_in(amina).post(address).status_code == 403
    assert getattr(now(thing), noun.column) == noun.typed


def test_whoever_may_not_choose_an_owner_does_not_undo_that_one_was_chosen(
    make_follow_up: Callable[..., Any], coordinator: Person, amina: User, omar: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up(owner=amina.person)  # type: ignore[attr-defined]
    given = follow_up.give_to(coordinator, by=amina)
    address = f"/follow-ups/{follow_up.pk}/undo/{given.pk}/"
    offered = [address in sign_in(user).get(follow_up.get_absolute_url()).text for user in (omar, amina)]
    assert (offered, sign_in(omar).post(address).status_code) == ([False, True], 403)


def test_what_an_officer_gave_an_owner_is_theirs_to_take_back(
    make_follow_up: Callable[..., Any], coordinator: Person, claire: User, omar: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up(by=claire)
    given = follow_up.give_to(coordinator, by=omar)
    sign_in(omar).post(f"/follow-ups/{follow_up.pk}/undo/{given.pk}/")
    assert now(follow_up).owner is None


def test_an_owner_who_reads_undoes_what_an_owner_does(
    make_follow_up: Callable[..., Any], noor: User, claire: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up(owner=noor.person)  # type: ignore[attr-defined]
    dated = follow_up.set_due(date(2026, 12, 1), by=claire)
    renamed = follow_up.edit(by=claire, title="Another title")
    paths = [f"/follow-ups/{follow_up.pk}/undo/{entry.pk}/" for entry in (renamed, dated)]
    refused = sign_in(noor).post(paths[0]).status_code
    follow_up.change("undid", by=claire, undoes=renamed, title="Speak at the workshop")
    later = now(follow_up).set_due(date(2026, 12, 2), by=claire, reason="They asked.")
    sign_in(noor).post(f"/follow-ups/{follow_up.pk}/undo/{later.pk}/")
    assert (refused, now(follow_up).due_on) == (403, date(2026, 12, 1))


def test_nobody_brings_back_what_they_may_not_see(
    make_follow_up: Callable[..., Any], secret: Any, claire: User, omar: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up(meeting=secret.meeting)
    moved = follow_up.edit(by=claire, meeting=None)
    address = f"/follow-ups/{follow_up.pk}/undo/{moved.pk}/"
    offered = [address in sign_in(user).get(follow_up.get_absolute_url()).text for user in (omar, claire)]
    assert (offered, sign_in(omar).post(address).status_code) == ([False, True], 404)


def test_of_a_restricted_name_nobody_undoes_what_they_may_not_read(
    secret: Any, claire: User, amina: User, mei: User, sign_in: SignIn
) -> None:
    anna = Person.add(by=amina, name="Anna Berg", classification="restricted")
    edited = anna.change("edited", by=mei, about="A judge")
    assert edited
    pressed = sign_in(amina).post(f"{anna.get_absolute_url()}undo/{edited.pk}/")
    assert (pressed.status_code, edit(sign_in(amina), anna, about="A lawyer") != "") == (404, True)


def test_what_has_another_way_back_is_not_undone(
    coordinator: Person, jonas: User, amina: User, sign_in: SignIn
) -> None:
    anna = Person.add(by=amina, name="Anna Berg", classification="restricted")
    found = User.objects.create_user("anna@eu.example", name="Anna Berg")
    entries = [anna.open(by=amina), now(anna).change("edited", by=jonas, account=found)]
    paths = [f"{anna.get_absolute_url()}undo/{entry.pk}/" for entry in entries if entry]
    assert [sign_in(jonas).post(path).status_code for path in paths] == [404, 404]


def test_who_took_part_comes_back_with_what_they_were_there_as(
    visit: Meeting, coordinator: Person, eu: Organisation, amina: User, sign_in: SignIn
) -> None:
    head = Participant(coordinator, eu, "Head · EU", "guest_head", "invited")
    noted = Participant(Person.add(by=None, name="Anna Berg"))
    visit.change("edited", by=None, participants=[head, noted])
    gone = visit.change("edited", by=amina, participants=[], place="Rome")
    assert gone
    sign_in(amina).post(f"{visit.get_absolute_url()}undo/{gone.pk}/")
    assert {*now(visit).value_of("participants")} == {head, noted}


def test_a_post_given_or_changed_is_undone(coordinator: Person, eu: Organisation, amina: User, sign_in: SignIn) -> None:
    client, page = sign_in(amina), coordinator.get_absolute_url()
    [post] = coordinator.appointments.all()
    new = undone_at(client.post(f"{page}posts/new/", {"title": "Adviser", "organisation": "EU"}))
    client.post(new)
    assert [each.title for each in coordinator.appointments.all()] == [post.title]
    path = f"/partners/posts/{post.pk}/edit/"
    changed = undone_at(client.post(path, as_sent(client.get(path), title="Envoy", until="31 August 2021")))
    assert f'action="{changed}"' in client.get(page).text
    client.post(changed)
    assert [(each.pk, str(each), each.until) for each in coordinator.appointments.all()] == [(post.pk, str(post), None)]


def test_paragraphs_come_back_unless_something_implements_one_by_now(
    resolution: Mandate, make_follow_up: Callable[..., Any], amina: User, sign_in: SignIn
) -> None:
    client, words = sign_in(amina), "5 Encourages the members."
    address = edit(client, resolution, paragraphs=words)
    make_follow_up(mandates=[resolution.paragraphs.get()])
    assert told(client.post(address)) == "Something implements S/RES/2347 (2017), 5 by now, so they stay."
    # What takes such a paragraph out is not undone: what implemented it implements the whole from then on.
    assert edit(client, resolution, paragraphs="") == ""
    client.post(edit(client, resolution, paragraphs=words))
    assert now(resolution).value_of("paragraphs") == ""


def test_a_text_comes_back_as_a_version_with_the_passages_that_it_had_lost(
    invitation: Any, communique: Record, claire: User, sign_in: SignIn
) -> None:
    client, text = sign_in(claire), communique.latest.text
    client.post(edit(client, communique, text="Nothing of it is left."))
    passage = type(invitation.passage).objects.get(pk=invitation.passage.pk)
    record = now(communique)
    assert (record.number, record.latest.text) == (3, text)
    assert (passage.removed_in, passage.version, passage.exact) == (None, record.latest, invitation.passage.exact)


def test_a_move_is_not_undone_into_a_ring_and_a_name_not_beside_its_twin(
    eu: Organisation, europol: Organisation, amina: User, sign_in: SignIn
) -> None:
    client = sign_in(amina)
    out = edit(client, europol, parent="")
    edit(client, eu, parent="EUROPOL")
    assert "cannot stand above it" in told(client.post(out))
    renamed = edit(client, eu, name="The Union")
    Organisation.add(by=None, name="European Union", parent=europol)
    assert told(client.post(renamed)) == "There is one of this name in the same place already."


def test_parts_that_became_ours_with_it_follow_it_back(
    eu: Organisation, europol: Organisation, amina: User, sign_in: SignIn
) -> None:
    client = sign_in(amina)
    client.post(edit(client, eu, is_ours="on"))
    assert [now(each).is_ours for each in (eu, europol)] == [False, False]


def test_two_who_undo_at_once_undo_it_once(coordinator: Person, amina: User, mei: User, sign_in: SignIn) -> None:
    """Of two who have both read, the second one finds it done: see `test_at_once` for every address."""
    address = edit(sign_in(amina), coordinator, about="A lawyer")
    said = [told(sign_in(user).post(address)) for user in (amina, mei)]
    assert ({each.partition(":")[0] for each in said}, now(coordinator).history.filter(verb="undid").count()) == (
        {"Undone"},
        1,
    )


MANAGERS: dict[str, Callable[[Any, User], Any]] = {
    "a title": lambda item, by: item.edit(by=by, title="Another title"),
    "that it is restricted": lambda item, by: item.edit(by=by, classification="restricted"),
    "a removal": lambda item, by: item.remove(by=by),
    "another owner": lambda item, by: item.give_to(by.person, by=by),
}


@pytest.mark.parametrize("deed", MANAGERS)
def test_whose_it_is_does_not_undo_what_they_could_not_have_done(
    deed: str, make_follow_up: Callable[..., Any], noor: User, amina: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up(owner=noor.person)  # type: ignore[attr-defined]
    entry = MANAGERS[deed](follow_up, amina)
    path = f"/follow-ups/{follow_up.pk}/undo/{entry.pk}/"
    pressed = [sign_in(noor).post(each).status_code for each in (path, f"/follow-ups/{follow_up.pk}/restore/")]
    assert (pressed, now(follow_up).version) == ([403, 403 if deed == "a removal" else 404], entry.version)


def test_who_may_no_longer_do_it_does_not_take_back_what_they_did(
    make_follow_up: Callable[..., Any], coordinator: Person, claire: User, amina: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up(owner=claire.person)  # type: ignore[attr-defined]
    given = follow_up.give_to(coordinator, by=amina)
    User.objects.filter(pk=amina.pk).update(role=Role.OFFICER)
    assert sign_in(amina).post(f"/follow-ups/{follow_up.pk}/undo/{given.pk}/").status_code == 403


def test_an_owner_who_reads_takes_back_their_own_answer_with_what_it_made_agreed(
    workshop: Any, claire: User, noor: User, sign_in: SignIn
) -> None:
    follow_up = now(workshop.follow_up)
    follow_up.change("edited", by=claire, strength="offered", owner=noor.person)  # type: ignore[attr-defined]
    address = undone_at(sign_in(noor).post(f"/follow-ups/{follow_up.pk}/event/answer/accepted/"))
    agreed = now(follow_up).strength
    sign_in(noor).post(address)
    assert (agreed, now(follow_up).strength) == ("agreed", "offered")


@pytest.fixture
def of_the_visit(visit: Meeting, make_follow_up: Callable[..., Any], make_pledge: Callable[..., Any]) -> list[Any]:
    held = {"starts_on": date(2018, 6, 1), "ends_on": date(2018, 6, 1), "meeting": visit}
    activity = Activity.log(by=visit.recorder, title="Train officers", **held)
    return [make_follow_up(meeting=visit), make_pledge(meeting=visit), activity]


REMOVED_VISIT = "“Visit of the EU Counter-Terrorism Coordinator” is removed. Bring that back first."


def test_nothing_is_put_back_into_a_meeting_that_was_removed_since(
    of_the_visit: list[Any], visit: Meeting, claire: User, sign_in: SignIn
) -> None:
    client, entries = sign_in(claire), [each.change("edited", by=claire, meeting=None) for each in of_the_visit]
    visit.remove(by=claire)
    for each, entry in zip(of_the_visit, entries, strict=True):
        page = each.get_absolute_url()
        offered = f"undo/{entry.pk}/" in client.get(page).text
        assert (offered, told(client.post(f"{page}undo/{entry.pk}/")), now(each).meeting) == (
            False,
            REMOVED_VISIT,
            None,
        )


def test_nothing_is_brought_back_into_a_meeting_that_was_removed_since(
    of_the_visit: list[Any], visit: Meeting, claire: User, sign_in: SignIn
) -> None:
    client = sign_in(claire)
    entry, *_others = [each.remove(by=claire) for each in of_the_visit]
    visit.remove(by=claire)
    paths = [f"{each.get_absolute_url()}restore/" for each in of_the_visit]
    paths.append(f"{of_the_visit[0].get_absolute_url()}undo/{entry.pk}/")
    for path in paths:
        answer = client.post(path)
        assert (told(answer), client.get(answer["Location"]).status_code) == (REMOVED_VISIT, 200)
    assert [now(each).is_removed for each in of_the_visit] == [True] * 3


def test_who_puts_it_out_of_their_own_sight_ends_on_a_page(
    secret: Any, make_pledge: Callable[..., Any], omar: User, claire: User, mei: User, sign_in: SignIn
) -> None:
    client, pledge = sign_in(omar), make_pledge()
    secret.give_to(omar.person, by=mei)  # type: ignore[attr-defined]
    ends = []
    for path, typed in {
        f"/follow-ups/{secret.pk}/owner/": {"owner": "Claire Dubois"},
        f"/follow-ups/{secret.pk}/edit/": {"owner": "Claire Dubois"},
        f"/pledges/{pledge.pk}/edit/": {"classification": "restricted"},
    }.items():
        ends.append(client.post(path, as_sent(client.get(path), **typed))["Location"])
        now(secret).give_to(omar.person, by=mei)  # type: ignore[attr-defined]
    assert ends == ["/follow-ups/", "/follow-ups/", "/pledges/"]
