"""Closing in two steps: reported done, with evidence, and confirmed by somebody else."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.bulk.bulk_edit import BulkEdit, Refusal
from tracker.follow_ups.conditions import CONFIRMED, TO_CONFIRM, is_late
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.history.undo import last_change, undo

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def rule(jonas: User) -> ClosingRule:
    return ClosingRule.add(by=jonas, kind="training")


@pytest.fixture
def training(make_follow_up: Make, noor: User, eu: Organisation, today: date) -> FollowUp:
    values: dict[str, Any] = {"kind": "training", "owner": noor.person, "partner": eu}
    return make_follow_up("Train the officers", due_on=today - timedelta(days=3), **values)


@pytest.fixture
def reported(rule: ClosingRule, training: FollowUp, noor: User) -> FollowUp:
    training.move_to("done", by=noor, reason="Forty came.")
    return training


def fresh(follow_up: FollowUp) -> FollowUp:
    return FollowUp.objects.get(pk=follow_up.pk)


def test_of_a_kind_without_a_rule_done_is_the_end_of_it(training: FollowUp, noor: User) -> None:
    training.move_to("done", by=noor)
    assert (fresh(training).reported_on, fresh(training).is_to_confirm) == (None, False)


def test_reported_done_it_is_off_the_owners_desk_and_waits(reported: FollowUp, noor: User, today: date) -> None:
    row = fresh(reported)
    assert (row.status, row.reported_on, row.is_to_confirm, row.is_active) == ("done", today, True, False)
    assert not is_late(row, today)


def test_sql_and_python_say_the_same_of_what_waits(reported: FollowUp, make_follow_up: Make, amina: User) -> None:
    make_follow_up("Write")
    other = make_follow_up("Teach", kind="training")
    other.move_to("done", by=amina)
    other.confirm(by=amina)
    said = [row for row in FollowUp.objects.all() if row.is_to_confirm]
    assert (list(FollowUp.objects.filter(TO_CONFIRM)), said) == ([reported], [reported])
    assert list(FollowUp.objects.filter(CONFIRMED)) == [other]


def test_it_is_confirmed_once(reported: FollowUp, amina: User, coordinator: Person, today: date) -> None:
    entries = [reported.confirm(by=amina, confirmed_by=coordinator, note="I was there.") for _twice in range(2)]
    row = fresh(reported)
    assert (row.confirmed_on, row.confirmed_by, row.is_to_confirm) == (today, coordinator, False)
    assert [entry and entry.verb for entry in entries] == ["confirmed", None]


def test_nothing_is_confirmed_that_was_not_reported(training: FollowUp, amina: User) -> None:
    with pytest.raises(ValidationError, match="It is not reported done"):
        training.confirm(by=amina)


def test_nothing_is_confirmed_before_it_was_reported(reported: FollowUp, amina: User, today: date) -> None:
    with pytest.raises(ValidationError, match="It was reported done later than that"):
        reported.confirm(by=amina, on=today - timedelta(days=1))


def test_opened_again_it_is_neither_reported_nor_confirmed(reported: FollowUp, amina: User, noor: User) -> None:
    reported.confirm(by=amina)
    entry = reported.move_to("open", by=noor, reason="One course is missing.")
    row = fresh(reported)
    assert (entry and entry.verb, row.reported_on, row.confirmed_on, row.confirmed_by) == ("reopened", None, None, None)


def test_whoever_opened_it_again_takes_that_back_with_the_confirmation(
    reported: FollowUp, amina: User, noor: User, today: date
) -> None:
    reported.confirm(by=amina)
    reported.move_to("open", by=noor, reason="One course is missing.")
    entry = last_change(reported)
    assert entry
    undo(reported, entry, by=noor)
    assert (fresh(reported).status, fresh(reported).confirmed_on) == ("done", today)


def test_done_once_more_it_is_reported_anew(reported: FollowUp, amina: User, noor: User) -> None:
    reported.confirm(by=amina)
    reported.move_to("open", by=amina, reason="One course is missing.")
    reported.move_to("done", by=noor)
    assert fresh(reported).is_to_confirm


def test_a_press_on_done_asks_for_the_evidence_first(
    rule: ClosingRule, training: FollowUp, noor: User, sign_in: SignIn
) -> None:
    answer = sign_in(noor).post(f"/follow-ups/{training.pk}/to/done/", {"version": 1, "ask": "1"}, headers=HTMX)
    assert (answer.status_code, answer["HX-Retarget"], fresh(training).status) == (200, "#dialog", "open")
    assert "What shows that it is done" in answer.text


def test_without_a_rule_a_press_on_done_is_one_press(training: FollowUp, noor: User, sign_in: SignIn) -> None:
    sign_in(noor).post(f"/follow-ups/{training.pk}/to/done/", {"version": 1, "ask": "1"})
    assert fresh(training).status == "done"


def test_evidence_is_a_note_and_files(rule: ClosingRule, training: FollowUp, noor: User, sign_in: SignIn) -> None:
    files = [SimpleUploadedFile(name, name.encode()) for name in ("list.txt", "report.txt")]
    sent = {"version": 1, "reason": "Forty came.", "files": files}
    page = sign_in(noor).post(f"/follow-ups/{training.pk}/to/done/", sent, follow=True)
    assert (fresh(training).is_to_confirm, training.history.first().note) == (True, "Forty came.")
    assert sorted(str(file) for file in training.files.all()) == ["list.txt", "report.txt"]
    assert "is reported done, and waits to be confirmed." in page.text


def test_evidence_holds_nothing_up(rule: ClosingRule, training: FollowUp, noor: User, sign_in: SignIn) -> None:
    sign_in(noor).post(f"/follow-ups/{training.pk}/to/done/", {"version": 1})
    assert fresh(training).is_to_confirm


def test_where_the_kind_says_so_nothing_is_done_without_evidence(
    rule: ClosingRule, training: FollowUp, noor: User, jonas: User, sign_in: SignIn
) -> None:
    rule.change("edited", by=jonas, needs_evidence=True)
    client, address = sign_in(noor), f"/follow-ups/{training.pk}/to/done/"
    refused = client.post(address, {"version": 1})
    assert (refused.status_code, fresh(training).status) == (422, "open")
    assert "Say what shows that it is done, or attach a file that does." in refused.text
    client.post(address, {"version": 1, "files": [SimpleUploadedFile("list.txt", b"Forty")]})
    assert fresh(training).status == "done"


def test_a_manager_confirms_it_alone(reported: FollowUp, amina: User, sign_in: SignIn, today: date) -> None:
    sign_in(amina).post(f"/follow-ups/{reported.pk}/confirm/", {"confirmed_on": "today"})
    assert (fresh(reported).confirmed_on, fresh(reported).confirmed_by) == (today, amina.person)


def test_an_officer_says_who_confirmed_it(
    reported: FollowUp, claire: User, coordinator: Person, sign_in: SignIn
) -> None:
    client, address = sign_in(claire), f"/follow-ups/{reported.pk}/confirm/"
    assert "Say who confirmed it." in client.post(address, {"confirmed_on": "today"}).text
    client.post(address, {"confirmed_on": "today", "confirmed_by": "Gilles de Kerchove", "note": "By telephone."})
    assert (fresh(reported).confirmed_by, reported.history.first().note) == (coordinator, "By telephone.")


def test_nobody_is_named_who_did_it(reported: FollowUp, claire: User, sign_in: SignIn) -> None:
    sent = {"confirmed_on": "today", "confirmed_by": "Noor Haddad"}
    answer = sign_in(claire).post(f"/follow-ups/{reported.pk}/confirm/", sent)
    assert "Its owner reported it done. Name somebody else who confirms it." in answer.text


def test_a_manager_who_owns_it_is_asked_who_else_confirms_it(
    reported: FollowUp, amina: User, claire: User, sign_in: SignIn
) -> None:
    reported.give_to(amina.person, by=claire)
    client, address = sign_in(amina), f"/follow-ups/{reported.pk}/confirm/"
    assert "when you confirm it yourself" not in client.get(address).text
    assert "Say who confirmed it." in client.post(address, {"confirmed_on": "today"}).text


def test_a_reader_confirms_nothing(reported: FollowUp, noor: User, sign_in: SignIn) -> None:
    client = sign_in(noor)
    assert client.get(f"/follow-ups/{reported.pk}/confirm/").status_code == 403
    page = client.get(f"/follow-ups/{reported.pk}/").text
    assert (f'id="confirm" href="/follow-ups/{reported.pk}/confirm/"' in page, 'id="reopen"' in page) == (False, True)


def test_what_waits_for_no_confirmation_leads_back(training: FollowUp, amina: User, sign_in: SignIn) -> None:
    answer = sign_in(amina).get(f"/follow-ups/{training.pk}/confirm/", follow=True)
    assert "waits for no confirmation." in answer.text


def test_its_page_offers_both_ways_on_beside_one_another(reported: FollowUp, amina: User, sign_in: SignIn) -> None:
    page = sign_in(amina).get(f"/follow-ups/{reported.pk}/").text
    assert [f'id="{name}"' in page for name in ("confirm", "reopen")] == [True, True]


def test_rows_say_that_it_is_not_confirmed(reported: FollowUp, amina: User, sign_in: SignIn) -> None:
    client = sign_in(amina)
    mark = '<span class="mark" data-mark="confirmed">not confirmed</span>'
    assert mark in client.get("/follow-ups/?confirmation=to_confirm").text
    reported.confirm(by=amina)
    assert mark not in client.get("/follow-ups/?status=done").text


@pytest.mark.parametrize(("who", "expected"), [("amina", True), ("claire", True), ("omar", False), ("noor", False)])
def test_it_waits_on_the_desks_of_managers_and_of_whoever_recorded_it(
    reported: FollowUp, who: str, expected: bool, request: pytest.FixtureRequest, sign_in: SignIn
) -> None:
    page = sign_in(request.getfixturevalue(who)).get("/").text
    assert ('id="to-confirm"' in page, f'id="follow-up-{reported.pk}"' in page) == (expected, expected)


def test_only_administrators_write_the_rules(rule: ClosingRule, amina: User, jonas: User, sign_in: SignIn) -> None:
    address = f"/admin/follow_ups/closingrule/{rule.pk}/change/"
    sent = {"kind": "training", "needs_evidence": "on", "started_from": 1}
    assert [sign_in(user).post(address, sent).status_code for user in (amina, jonas)] == [302, 302]
    rule.refresh_from_db()
    assert (rule.needs_confirmation, rule.needs_evidence, rule.history.first().by) == (False, True, jonas)


def test_what_an_old_list_brings_as_done_was_done_before(rule: ClosingRule, make_follow_up: Make, claire: User) -> None:
    old = make_follow_up("Teach", kind="training", imported_on=date(2018, 6, 1))
    old.move_to("done", by=claire)
    assert not fresh(old).is_to_confirm


def test_of_many_at_once_those_without_evidence_are_left_alone(
    rule: ClosingRule, training: FollowUp, amina: User, jonas: User
) -> None:
    rule.change("edited", by=jonas, needs_evidence=True)
    refusals = [BulkEdit(status="done", note=note).refusal(training, 1, amina) for note in ("", "Forty came.")]
    assert refusals == [Refusal.EVIDENCE, ""]
