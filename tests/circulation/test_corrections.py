"""Corrections: accepted they make a version, the second of one place is a conflict, and all is undone by one press."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.circulation.conftest import Propose
from tests.conftest import COMMUNIQUE
from tracker.accounts.models import User
from tracker.circulation.agree import agree
from tracker.circulation.models import Copy, Correction
from tracker.follow_ups.models import FollowUp
from tracker.history.undo import undo
from tracker.records.models import Passage, Record
from tracker.records.stages import Stage

SignIn = Callable[[User], Client]
AtOnce = Callable[[list[Callable[[], Any]]], list[Any]]


def text_of(record: Record) -> str:
    return Record.objects.get(pk=record.pk).latest.text


def test_accepted_it_makes_a_version_and_the_passages_stay_on_their_words(
    going_round: Record, invitation: FollowUp, propose: Propose, claire: User
) -> None:
    correction = propose("The Secretary General welcomed", "Dr. Mikuriya, the Secretary General, welcomed")
    correction.accept(by=claire)
    assert text_of(going_round) == COMMUNIQUE.replace(
        "The Secretary General", "Dr. Mikuriya, the Secretary General,", 1
    )
    passage = FollowUp.objects.get(pk=invitation.pk).passage
    assert passage is not None
    assert (passage.version.number, passage.exact) == (2, "The EU Coordinator invited the WCO to speak")
    assert [correction.decision, correction.decided_by, correction.is_undecided] == ["accepted", claire, False]


def test_two_of_different_places_are_both_taken_over(going_round: Record, propose: Propose, claire: User) -> None:
    first, second = propose("25 May", "25 May 2018"), propose("Several areas", "Some areas")
    first.accept(by=claire)
    Correction.objects.get(pk=second.pk).accept(by=claire)
    assert text_of(going_round) == COMMUNIQUE.replace("25 May", "25 May 2018").replace("Several", "Some")


def test_the_second_of_one_place_is_a_conflict_and_overwrites_nothing(
    going_round: Record, propose: Propose, noor: User, claire: User
) -> None:
    first, second = propose("25 May", "25 May 2018"), propose("25 May", "24 May", by=noor)
    first.accept(by=claire)
    with pytest.raises(ValidationError, match="Other words stand there by now"):
        Correction.objects.get(pk=second.pk).accept(by=claire)
    assert text_of(going_round) == COMMUNIQUE.replace("25 May", "25 May 2018")
    assert Correction.objects.undecided().get() == second


def test_undone_the_text_is_as_it_was_and_the_correction_is_to_be_decided_again(
    going_round: Record, propose: Propose, claire: User
) -> None:
    correction = propose("25 May", "25 May 2018")
    entry = correction.accept(by=claire)
    assert entry is not None
    undo(Correction.objects.get(pk=correction.pk), entry, by=claire)
    again = Correction.objects.get(pk=correction.pk)
    assert (text_of(going_round), again.decision, again.is_undecided) == (COMMUNIQUE, "", True)


def test_undoing_the_version_alone_opens_the_correction_too(
    going_round: Record, propose: Propose, claire: User
) -> None:
    correction = propose("25 May", "25 May 2018")
    correction.accept(by=claire)
    record = Record.objects.get(pk=going_round.pk)
    undo(record, record.history.first(), by=claire)
    assert Correction.objects.undecided().get() == correction
    assert Correction.objects.get(pk=correction.pk).accept(by=claire) is not None
    assert text_of(going_round) == COMMUNIQUE.replace("25 May", "25 May 2018")


def test_it_is_decided_once(propose: Propose, claire: User) -> None:
    correction = propose("25 May", "25 May 2018")
    correction.decline(by=claire, reason="The year is in the title.")
    assert correction.decline(by=claire, reason="Again") is None
    with pytest.raises(ValidationError, match="Somebody decided"):
        correction.accept(by=claire)
    assert (correction.decision, correction.reason) == ("declined", "The year is in the title.")


def test_a_text_is_agreed_once_all_is_decided(going_round: Record, propose: Propose, claire: User) -> None:
    correction = propose("25 May", "25 May 2018")
    with pytest.raises(ValidationError, match="1 correction is still to be decided"):
        agree(going_round, by=claire)
    correction.decline(by=claire, reason="No")
    agree(going_round, by=claire)
    assert Record.objects.get(pk=going_round.pk).stage == Stage.AGREED


def test_after_the_day_and_once_it_is_agreed_nothing_is_proposed(
    going_round: Record, propose: Propose, claire: User, today: date
) -> None:
    Record.objects.filter(pk=going_round.pk).update(corrections_until=today - timedelta(days=1))
    with pytest.raises(ValidationError, match="That day has passed"):
        propose("25 May", "25 May 2018")
    agree(Record.objects.get(pk=going_round.pk), by=claire)
    with pytest.raises(ValidationError, match="This text is agreed"):
        propose("25 May", "25 May 2018")


def test_an_edit_of_an_agreed_text_makes_a_draft_of_it_and_undone_it_is_agreed(
    going_round: Record, claire: User
) -> None:
    agree(going_round, by=claire)
    going_round.rewrite("Other words.", by=claire)
    assert Record.objects.get(pk=going_round.pk).stage == Stage.DRAFT
    record = Record.objects.get(pk=going_round.pk)
    undo(record, record.history.first(), by=claire)
    assert (record.stage, record.latest.text) == (Stage.AGREED, COMMUNIQUE)


def test_a_round_that_is_undone_leaves_its_links_dead(copy: Copy, claire: User, until: date, today: date) -> None:
    record = Record.objects.get(pk=copy.record_id)
    undo(record, record.history.first(), by=claire)
    copy.record.refresh_from_db()
    assert (record.stage, copy.leads_to_text(today)) == (Stage.DRAFT, False)
    record.circulate(until, by=claire)
    copy.record.refresh_from_db()
    assert (record.round, copy.leads_to_text(today)) == (2, False)


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_the_same_place_at_once_take_over_one(
    going_round: Record, propose: Propose, noor: User, claire: User, amina: User, at_once: AtOnce
) -> None:
    first, second = propose("25 May", "25 May 2018"), propose("25 May", "24 May", by=noor)

    def accept(correction: Correction, by: User) -> Callable[[], Any]:
        return lambda: Correction.objects.get(pk=correction.pk).accept(by=by)

    at_once([accept(first, claire), accept(second, amina)])

    def state() -> tuple[list[bool], int]:
        taken = Correction.objects.exclude(decision="")
        return [each.new in text_of(going_round) for each in taken], Record.objects.get(pk=going_round.pk).number

    assert at_once([state]) == [([True], 2)]


@pytest.mark.django_db(transaction=True)
def test_nobody_proposes_while_it_is_agreed(
    going_round: Record, propose: Propose, noor: User, claire: User, at_once: AtOnce
) -> None:
    outcome = at_once([
        lambda: propose("25 May", "24 May", by=noor),
        lambda: agree(Record.objects.get(pk=going_round.pk), by=claire),
    ])  # fmt: skip

    def state() -> tuple[str, bool]:
        return Record.objects.get(pk=going_round.pk).stage, Correction.objects.undecided().exists()

    assert sum(isinstance(each, ValidationError) for each in outcome) == 1
    assert at_once([state])[0] in {("circulated", True), ("agreed", False)}


def test_it_is_accepted_by_as_many_queries_however_many_passages_move(
    going_round: Record, propose: Propose, claire: User
) -> None:
    def accept(old: str, new: str) -> int:
        correction = Correction.objects.get(pk=propose(old, new, number=going_round.latest.number).pk)
        with CaptureQueriesContext(connection) as queries:
            correction.accept(by=claire)
        going_round.refresh_from_db()
        return len(queries)

    def quote(words: str) -> None:
        start = going_round.latest.text.index(words)
        Passage.of(going_round.latest, start, start + len(words))

    quote("The EU Coordinator")
    first = accept("25 May", "25 May 2018")
    quote("Several areas"), quote("Coordinator")
    assert accept("The Secretary General welcomed", "They welcomed") == first


def test_the_page_costs_the_same_however_many_are_to_decide(
    going_round: Record, propose: Propose, claire: User, noor: User, sign_in: SignIn
) -> None:
    def asked(client: Client, address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    propose("25 May", "25 May 2018").accept(by=claire)
    pages = (
        (sign_in(claire), f"/records/{going_round.pk}/round/"),
        (Client(), Copy.objects.get(record=going_round, person__account=None).path),
    )
    propose("Several areas", "Some areas")
    first = [asked(*page) for page in pages]
    propose("The Secretary General", "He"), propose("Several areas", "Few areas", by=noor)
    assert [asked(*page) for page in pages] == first
