"""Asking on the page of a follow-up, answering there and from the desk, and finding what was asked for."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.downloaded_files import content
from tracker.accounts.models import User
from tracker.change_requests.models import ChangeRequest
from tracker.change_requests.to_answer import rows_to_answer
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.kit.date_formats import format_date

SignIn = Callable[[User], Client]


def ask(client: Client, follow_up: FollowUp, **typed: Any) -> Any:
    sent = {"kind": "date", "due_on": "in 40 days", "reason": "The archive moves house.", **typed}
    return client.post(f"/follow-ups/{follow_up.pk}/requests/new/", sent, follow=True)


def test_its_owner_asks_on_the_page(promised: FollowUp, noor: User, sign_in: SignIn, later: date) -> None:
    client = sign_in(noor)
    assert f'href="/follow-ups/{promised.pk}/requests/new/"' in client.get(promised.get_absolute_url()).text
    page = ask(client, promised)
    asked = ChangeRequest.objects.get()
    assert (asked.due_on, asked.asked_by, asked.recorded_by) == (later, noor.person, noor)
    assert f"A request is open. New date: {format_date(later)}" in page.text
    assert "requests/new/" not in page.text


def test_whoever_may_edit_asks_for_somebody_else(
    promised: FollowUp, claire: User, coordinator: Person, sign_in: SignIn
) -> None:
    ask(sign_in(claire), promised, kind="drop", due_on="rubbish", asked_by=str(coordinator))
    asked = ChangeRequest.objects.get()
    assert (asked.kind, asked.due_on, asked.asked_by, asked.recorded_by) == ("drop", None, coordinator, claire)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"due_on": ""}, "Say by which day it is to be done."),
        ({"due_on": "yesterday"}, "This day has passed. Ask for one to come."),
        ({"due_on": "in 3 days"}, "It is due then already."),
        ({"reason": " "}, "Say why, in a few words."),
    ],
)
def test_what_cannot_be_asked_for_is_said_beside_the_field(
    typed: dict[str, str], sentence: str, promised: FollowUp, noor: User, sign_in: SignIn
) -> None:
    assert sentence in ask(sign_in(noor), promised, **typed).text
    assert not ChangeRequest.objects.exists()


def test_sent_twice_it_stands_once(promised: FollowUp, noor: User, sign_in: SignIn) -> None:
    client, key = sign_in(noor), "f0a3b07c-1f0b-4f2b-9b4e-1d8f7c3a2b10"
    for _twice in range(2):
        assert "A request is open." in ask(client, promised, key=key).text
    assert ChangeRequest.objects.count() == 1


def test_sent_twice_it_is_answered_as_the_first_time(promised: FollowUp, noor: User, sign_in: SignIn) -> None:
    client, key = sign_in(noor), "f0a3b07c-1f0b-4f2b-9b4e-1d8f7c3a2b10"
    said = []
    for _twice in range(2):
        page = ask(client, promised, key=key)
        said.append([f"{message.level_tag}: {message}" for message in page.context["messages"]])
    assert [len(each) for each in said] == [1, 1]
    assert said[0] == said[1]
    assert said[0][0].startswith("success: Asked: ")
    other = ask(client, promised, key="a1a3b07c-2f0b-4f2b-8b4e-1d8f7c3a2b10").context["messages"]
    assert [str(each)[:16] for each in other] == ["A request about "]


def test_a_second_request_is_told_of_the_first(asked: ChangeRequest, claire: User, sign_in: SignIn) -> None:
    page = ask(sign_in(claire), asked.follow_up, due_on="in 50 days")
    assert f"A request about {asked.follow_up.reference} is open already" in page.text
    assert ChangeRequest.objects.get() == asked


@pytest.mark.parametrize("method", ["get", "post"])
def test_of_what_has_ended_nothing_is_asked_and_its_page_says_so(
    method: str, promised: FollowUp, noor: User, claire: User, sign_in: SignIn
) -> None:
    promised.move_to("done", by=claire)
    page = getattr(sign_in(noor), method)(f"/follow-ups/{promised.pk}/requests/new/", {}, follow=True)
    assert page.redirect_chain == [(promised.get_absolute_url(), 302)]
    assert "It has ended: there is nothing left to ask for." in page.text


def test_a_manager_grants_it_from_the_desk(
    asked: ChangeRequest, promised: FollowUp, amina: User, sign_in: SignIn, later: date
) -> None:
    client = sign_in(amina)
    assert "Requests to answer" in client.get("/").text
    page = client.post(f"/follow-ups/requests/{asked.pk}/grant/", {}, follow=True)
    promised.refresh_from_db()
    assert (promised.due_on, ChangeRequest.objects.get().answered_by) == (later, amina.person)
    assert "granted the change that was asked for" in page.text
    assert "Requests to answer" not in client.get("/").text


def test_whoever_may_edit_records_what_the_partner_said(
    asked: ChangeRequest, omar: User, coordinator: Person, sign_in: SignIn
) -> None:
    client, address = sign_in(omar), f"/follow-ups/requests/{asked.pk}/refuse/"
    page = client.post(address, {}).text
    assert ("Say who answered." in page, "Say why, in a few words." in page) == (True, True)
    client.post(address, {"answered_by": str(coordinator), "answer": "The Council meets before."})
    row = ChangeRequest.objects.get()
    assert (row.state, row.answered_by, row.answer) == ("refused", coordinator, "The Council meets before.")


def test_nobody_answers_what_they_asked_for(promised: FollowUp, amina: User, sign_in: SignIn) -> None:
    ask(sign_in(amina), promised, asked_by=str(amina.person))
    address = f"/follow-ups/requests/{ChangeRequest.objects.get().pk}/grant/"
    for typed, sentence in (({}, "Say who answered."), ({"answered_by": str(amina.person)}, "They asked for it.")):
        assert sentence in sign_in(amina).post(address, typed).text


def test_whoever_comes_second_reads_what_happened(asked: ChangeRequest, amina: User, sign_in: SignIn) -> None:
    asked.refuse(by=amina, answer="No.")
    page = sign_in(amina).post(f"/follow-ups/requests/{asked.pk}/grant/", {}, follow=True)
    assert "was quicker" in page.text
    assert "It is now: Refused." in page.text


def test_it_is_withdrawn_and_asked_again_by_undo(asked: ChangeRequest, noor: User, sign_in: SignIn) -> None:
    client = sign_in(noor)
    client.post(f"/follow-ups/requests/{asked.pk}/withdraw/")
    assert ChangeRequest.objects.get().state == "withdrawn"
    client.post(f"/follow-ups/requests/{asked.pk}/undo/{asked.history.first().pk}/")
    assert ChangeRequest.objects.get().is_open


def test_on_the_desk_lies_what_one_recorded_and_did_not_ask_for(
    asked: ChangeRequest, claire: User, omar: User, amina: User, noor: User
) -> None:
    lying = [[*rows_to_answer(each)] for each in (claire, omar, amina, noor)]
    assert lying == [[asked], [], [asked], []]


def test_the_list_shows_filters_and_exports_what_is_asked_for(
    asked: ChangeRequest, promised: FollowUp, make_follow_up: Callable[..., FollowUp], amina: User, sign_in: SignIn,
    later: date,
) -> None:  # fmt: skip
    make_follow_up("Write a letter")
    client, said = sign_in(amina), f"New date: {format_date(later)}"
    page = client.get("/follow-ups/?requested=on&columns=title,requested").text
    assert (said in page, "Share the list" in page, "Write a letter" in page) == (True, True, False)
    assert said in content(client.get("/follow-ups/export/csv/?columns=title,requested")).decode()


def test_the_history_tells_what_was_asked_and_what_became_of_it(
    asked: ChangeRequest, promised: FollowUp, claire: User, sign_in: SignIn, today: date
) -> None:
    FollowUp.objects.get().set_due(today + timedelta(days=5), by=claire)
    page = sign_in(claire).get(promised.get_absolute_url()).text
    assert "asked for a change of what was promised" in page
    assert "closed the request for a change: it was changed otherwise" in page


def test_nobody_answers_what_they_asked_for_themselves(
    make_follow_up: Callable[..., FollowUp], noor: User, claire: User, omar: User, amina: User
) -> None:
    """Managers answer for all, recorders for what they logged: whoever of them asked leaves it to the others."""
    who = {"claire": claire, "omar": omar, "amina": amina, "noor": noor}
    lies = {}
    for name, user in who.items():
        row = make_follow_up(f"Asked by {name}", owner=noor.person, due_on=date(2018, 6, 1), by=claire)
        asked = ChangeRequest.ask(row, by=claire, asked_by=user.person, due_on=date(2030, 6, 1), reason="Because.")
        lies[name] = [each for each, reader in who.items() if asked in rows_to_answer(reader)]
    assert lies == {"claire": ["amina"], "omar": ["claire", "amina"], "amina": ["claire"], "noor": ["claire", "amina"]}


def test_what_was_asked_of_something_restricted_is_seen_by_nobody_else(
    secret: FollowUp, claire: User, omar: User, sign_in: SignIn, eu: Organisation
) -> None:
    asked = ChangeRequest.ask(secret, by=claire, reason="Why")
    address = f"/follow-ups/requests/{asked.pk}/grant/"
    assert (sign_in(claire).get(address).status_code, sign_in(omar).get(address).status_code) == (200, 404)
    assert [*ChangeRequest.objects.hidden_from(omar)] == [asked]


def test_a_reader_to_whom_it_was_promised_answers_in_her_own_name(
    asked: ChangeRequest, make_reader: Callable[[Organisation], User], eu: Organisation, sign_in: SignIn
) -> None:
    reader = make_reader(eu)
    client, address = sign_in(reader), f"/follow-ups/requests/{asked.pk}/refuse/"
    assert list(rows_to_answer(reader)) == [asked]
    assert f'href="{address}"' in client.get(asked.follow_up.get_absolute_url()).text
    assert "answered_by" not in client.get(address).text
    client.post(address, {"answer": "We need it in March."})
    asked.refresh_from_db()
    assert (asked.state, asked.answered_by) == ("refused", reader.person)


@pytest.mark.parametrize("answer", ["grant", "refuse"])
def test_a_reader_takes_back_how_she_answered_and_nobody_else_of_less_rights_does(
    answer: str, asked: ChangeRequest, make_reader: Callable[[Organisation], User], eu: Organisation, noor: User,
    sign_in: SignIn,
) -> None:  # fmt: skip
    client, due_on = sign_in(make_reader(eu)), asked.follow_up.due_on
    page = client.post(f"/follow-ups/requests/{asked.pk}/{answer}/", {"answer": "We need it in March."}, follow=True)
    back = f"/follow-ups/requests/{asked.pk}/undo/{asked.history.first().pk}/"
    assert f'action="{back}"' in page.text
    assert sign_in(noor).post(back).status_code == 403
    assert client.post(back).status_code == 302
    after = ChangeRequest.objects.get()
    assert (after.state, after.answered_by, after.follow_up.due_on) == ("open", None, due_on)


def test_another_reader_does_not(asked: ChangeRequest, make_reader: Callable[..., User], sign_in: SignIn) -> None:
    reader = make_reader(None)
    assert list(rows_to_answer(reader)) == []
    assert sign_in(reader).post(f"/follow-ups/requests/{asked.pk}/refuse/", {"answer": "No."}).status_code == 403


def test_nor_does_one_who_asked_for_it(
    asked: ChangeRequest, make_reader: Callable[[Organisation], User], eu: Organisation, sign_in: SignIn
) -> None:
    reader = make_reader(eu)
    ChangeRequest.objects.update(asked_by=reader.person)
    assert sign_in(reader).post(f"/follow-ups/requests/{asked.pk}/refuse/", {"answer": "No."}).status_code == 403
