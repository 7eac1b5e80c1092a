"""What moves from one restricted matter to another is shown first, too: more people may read it there."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.house.pages import as_sent
from tracker.accounts.classification_field import GENERAL, ITSELF, RESTRICTED, Closed, is_opened
from tracker.accounts.models import User
from tracker.follow_ups.bulk.bulk_edit import BulkEdit
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.would_open import would_open
from tracker.history.models import Entry
from tracker.history.opening.former_words import Written
from tracker.history.undo import last_change, undoable
from tracker.meetings.models import Meeting

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
Moved = tuple[FollowUp, Meeting, Client]


@pytest.fixture
def moved(claire: User, amina: User, omar: User, sign_in: SignIn) -> Moved:
    """A follow-up of a restricted meeting, whose name was changed; another such meeting, which Omar may read."""
    how: dict[str, Any] = {"by": claire, "held_on": date(2018, 6, 1), "classification": RESTRICTED}
    talks = Meeting.log(**how, title="Talks", readers=[amina.person])
    others = Meeting.log(**how, title="Others", readers=[omar.person, amina.person])
    follow_up = FollowUp.log(by=amina, title="Pay the witness", meeting=talks)
    follow_up.edit(by=amina, title="Plain words")
    return follow_up, others, sign_in(claire)


def send(moved: Moved, **said: str) -> Any:
    follow_up, others, client = moved
    address = f"/follow-ups/{follow_up.pk}/edit/"
    return client.post(address, as_sent(client.get(address)) | {"meeting": others.label, **said})


def test_the_question_says_that_more_people_read_it_and_shows_its_past(moved: Moved) -> None:
    asked = send(moved)
    assert FollowUp.objects.get().meeting != moved[1]
    told = ["More people may read this than before" in asked.text, "Pay the witness" in asked.text]
    assert (asked.status_code, told, "readable for everybody" in asked.text) == (200, [True, True], False)


@pytest.mark.parametrize(("opening", "written"), [("with", Written.RESTRICTED), ("without", Written.WITHHELD)])
def test_who_sees_it_there_reads_its_past_only_if_it_moves_with_that(
    moved: Moved, omar: User, sign_in: SignIn, opening: str, written: str
) -> None:
    follow_up = moved[0]
    assert send(moved, opening=opening, opening_shown=send(moved).context["key"]).status_code == 302
    read = sign_in(omar).get(f"/follow-ups/{follow_up.pk}/")
    assert (read.status_code, "Pay the witness" in read.text) == (200, opening == "with")
    assert follow_up.history.earliest("id").written == written


def test_who_takes_the_move_back_closes_it_again(moved: Moved, claire: User) -> None:
    follow_up = moved[0]
    send(moved, opening="without", opening_shown=send(moved).context["key"])
    follow_up.refresh_from_db()
    assert undoable(follow_up, claire) == last_change(follow_up)


def test_what_cannot_ask_moves_it_nowhere_else(moved: Moved, claire: User) -> None:
    follow_up, others, _client = moved
    edit = BulkEdit(columns={"meeting": others})
    assert would_open(follow_up, {"meeting": others}) == "meeting"
    assert edit.refusal(follow_up, follow_up.version, claire) == "name"
    follow_up.edit(by=claire, meeting=others)
    assert set(Entry.objects.about(FollowUp).values_list("written", flat=True)) == {Written.WITHHELD}


def test_what_is_restricted_itself_and_by_its_meeting_opens_as_soon_as_the_meeting_alone_restricts_it(
    moved: Moved, claire: User
) -> None:
    follow_up = moved[0]
    follow_up.edit(by=claire, classification=RESTRICTED)
    assert set(follow_up.history.values_list("written", flat=True)) == {Written.RESTRICTED}
    follow_up.edit(by=claire, classification=GENERAL)
    assert set(follow_up.history.values_list("written", flat=True)) == {Written.WITHHELD}


def test_what_whoever_opens_does_not_see_is_neither_counted_nor_opened_with_its_past(
    amina: User, claire: User, omar: User, sign_in: SignIn
) -> None:
    talks = Meeting.log(by=omar, title="Talks", held_on=date(2018, 6, 1), classification=RESTRICTED)
    hidden = FollowUp.log(by=claire, title="Plain", classification=RESTRICTED)
    FollowUp.objects.filter(pk=hidden.pk).update(meeting=talks)
    FollowUp.objects.get().edit(by=amina, title="Pay the witness")
    client, address = sign_in(omar), f"/meetings/{talks.pk}/edit/"
    sent = as_sent(client.get(address)) | {"classification": GENERAL}
    asked = client.post(address, sent)
    assert [each.thing for each in asked.context["shown"]] + [asked.context["more"]] == [talks, 0]
    assert client.post(address, sent | {"opening": "with", "opening_shown": asked.context["key"]}).status_code == 302
    told = set(hidden.history.values_list("written", flat=True)), set(talks.history.values_list("written", flat=True))
    assert (Meeting.objects.get().classification, told) == (GENERAL, ({Written.WITHHELD}, {Written.GENERAL}))


@pytest.mark.parametrize(
    ("before", "now", "opened"),
    [
        ((), (), False),
        ((), (1,), False),
        ((1,), (), True),
        ((1,), (1,), False),
        ((1,), (2,), True),
        ((1, ITSELF), (1,), True),
        ((1, ITSELF), (ITSELF,), True),
        ((1,), (ITSELF,), True),
        ((ITSELF,), (1, ITSELF), False),
        ((ITSELF,), (1,), True),
    ],
)
def test_it_opens_when_something_that_closed_it_does_so_no_more(
    before: tuple[Any, ...], now: tuple[Any, ...], opened: bool
) -> None:
    assert is_opened(Closed(before), Closed(now)) is opened
