"""How a body answers a recommendation stands apart from how far it is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tracker.accounts.models import User
from tracker.follow_ups.bulk.bulk_edit import BulkEdit, Refusal
from tracker.follow_ups.choices import Acceptance
from tracker.follow_ups.models import FollowUp
from tracker.history.undo import last_change, undo

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


@pytest.fixture
def recommended(make_follow_up: Make, noor: User) -> FollowUp:
    return make_follow_up("Publish the figures", kind="recommendation", owner=noor.person)


def fresh(row: FollowUp) -> FollowUp:
    return FollowUp.objects.get(pk=row.pk)


def test_answered_it_stands_where_it_stood(recommended: FollowUp, claire: User) -> None:
    entry = recommended.answer_recommendation(Acceptance.IN_PART, by=claire, reason="Not the names.")
    row = fresh(recommended)
    assert (row.acceptance, row.status, row.ended_on) == (Acceptance.IN_PART, "open", None)
    assert entry
    assert (entry.by, entry.verb, entry.note) == (claire, "recommendation answered", "Not the names.")


def test_the_same_answer_stands_once(recommended: FollowUp, claire: User) -> None:
    for _twice in range(2):
        recommended.answer_recommendation(Acceptance.ACCEPTED, by=claire)
    assert recommended.history.count() == 2


@pytest.mark.parametrize(
    ("kind", "acceptance", "problems"),
    [
        ("recommendation", Acceptance.REJECTED, ["reason"]),
        ("recommendation", Acceptance.IN_PART, ["reason"]),
        ("training", Acceptance.ACCEPTED, ["acceptance"]),
    ],
)
def test_what_an_answer_needs_is_named(
    kind: str, acceptance: int, problems: list[str], make_follow_up: Make, claire: User
) -> None:
    with pytest.raises(ValidationError) as refusal:
        make_follow_up("Publish", kind=kind).answer_recommendation(acceptance, by=claire)
    assert [*refusal.value.message_dict] == problems


def test_one_undo_takes_it_back(recommended: FollowUp, claire: User) -> None:
    recommended.answer_recommendation(Acceptance.NOTED, by=claire)
    entry = last_change(recommended)
    assert entry
    undo(recommended, entry, by=claire)
    assert fresh(recommended).acceptance is None


def test_its_owner_answers_on_the_page(recommended: FollowUp, noor: User, sign_in: SignIn) -> None:
    client, address = sign_in(noor), f"/follow-ups/{recommended.pk}/acceptance/"
    assert "Not answered yet" in client.get(recommended.get_absolute_url()).text
    assert "Say why, in a few words." in client.post(address, {"acceptance": "4"}).text
    page = client.post(address, {"acceptance": "4", "reason": "It costs too much."}, follow=True).text
    for said in ("Rejected", "It costs too much.", "Noted by Noor Haddad on", "noted the answer to the recommendation"):
        assert said in page


def test_what_is_no_recommendation_has_no_answer(make_follow_up: Make, noor: User, sign_in: SignIn) -> None:
    training = make_follow_up("Train", kind="training", owner=noor.person)
    client = sign_in(noor)
    assert 'id="acceptance"' not in client.get(training.get_absolute_url()).text
    page = client.post(f"/follow-ups/{training.pk}/acceptance/", {"acceptance": "1"}, follow=True).text
    assert "Only recommendations are accepted or rejected." in page


def test_what_two_answer_differently_is_shown_to_the_second(
    recommended: FollowUp, noor: User, claire: User, sign_in: SignIn
) -> None:
    started = recommended.version
    fresh(recommended).answer_recommendation(Acceptance.ACCEPTED, by=claire)
    answer = sign_in(noor).post(
        f"/follow-ups/{recommended.pk}/acceptance/", {"acceptance": "3", "version": str(started)}
    )
    assert (answer.status_code, fresh(recommended).acceptance) == (409, Acceptance.ACCEPTED)


@pytest.mark.parametrize(
    ("kind", "note", "refusal"),
    [("training", "", Refusal.OTHER_KIND), ("recommendation", "", Refusal.REASON), ("recommendation", "Too dear", "")],
)
def test_many_are_answered_at_once_as_each_may_be(
    kind: str, note: str, refusal: str, make_follow_up: Make, claire: User
) -> None:
    row, wish = make_follow_up("Publish", kind=kind), BulkEdit(columns={"acceptance": Acceptance.REJECTED}, note=note)
    assert wish.refusal(row, row.version, claire) == refusal


def test_the_list_is_filtered_and_grouped_by_it(
    recommended: FollowUp, make_follow_up: Make, claire: User, sign_in: SignIn
) -> None:
    make_follow_up("Write a letter")
    recommended.answer_recommendation(Acceptance.NOTED, by=claire)
    client: Any = sign_in(claire)
    for asked, titles in (("acceptance=3", ["Publish the figures"]), ("acceptance=none", ["Write a letter"])):
        page = client.get(f"/follow-ups/?{asked}").text
        assert [title for title in ("Publish the figures", "Write a letter") if title in page] == titles
    groups = client.get("/follow-ups/?group=acceptance").context["groups"].shown
    assert [str(group.label) for group in groups] == ["Noted", "No answer to a recommendation"]
