"""What is sent twice is made once, by two presses at the same moment too."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import models

from tests.conftest import facts
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.get_or_add import new_organisation, new_person
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.log_from_selection import log_from_words
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.reference import ReferenceYear
from tracker.history.models import Entry
from tracker.history.once import KeyField, SentBefore
from tracker.invitations.models import Invitation, Step
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant
from tracker.needs.models import Allocation, Need
from tracker.needs.unlock import Offer, UnlockResult, propose
from tracker.pledges.models import Pledge
from tracker.records.create_meeting_with_record import add_record, log_meeting
from tracker.records.models import Passage, Record
from tracker.records.selected_words import SelectedWords

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 3
FORM = uuid4()
# Whatever the presses leave behind.
COUNTED: list[type[models.Model]] = [
    Activity, Allocation, Entry, FollowUp, Invitation, Meeting, Need, Organisation, Passage, Person, Pledge, Record,
    Step,
]  # fmt: skip
Press = Callable[[], Any]


@pytest.fixture
def follow_up(claire: User) -> Press:
    return partial(FollowUp.log, by=claire, title="Speak at the workshop", key=uuid4())


@pytest.fixture
def follow_up_from_words(claire: User, communique: Record) -> Press:
    words = SelectedWords(communique.latest, 0, 30)
    names = {"owner": new_person("Ada Nwosu"), "partner": new_organisation("Interpol")}
    return partial(log_from_words, words, by=claire, title="Welcome", key=uuid4(), **names)


@pytest.fixture
def meeting(claire: User) -> Press:
    seats = [Participant(new_person("Ada Nwosu"), new_organisation("Interpol"), "Adviser")]
    record = {"text": "They spoke at length.", "kind": "minutes", "language": "en"}
    return partial(
        log_meeting, by=claire, participants=seats, record=record, key=uuid4(), title="Call", held_on=date(2018, 5, 28)
    )


@pytest.fixture
def pledge(claire: User, eu: Organisation) -> Press:
    return partial(Pledge.make, by=claire, donor=eu, quantity=Decimal(10), currency="EUR", key=uuid4())


@pytest.fixture
def proposal(claire: User, eu: Organisation) -> Press:
    offers = [Offer("money", Decimal(10), "EUR"), Offer("in_kind", Decimal(2), what="scanners")]
    return partial(propose, offers, UnlockResult(), eu, by=claire, key=uuid4(), detail="")


@pytest.fixture
def activity(claire: User, resolution: Mandate) -> Press:
    day = date(2018, 6, 4)
    values = {"title": "Training", "starts_on": day, "ends_on": day, "mandates": [resolution], "key": uuid4()}
    return partial(Activity.log, by=claire, **values)


@pytest.fixture
def need(claire: User, make_follow_up: Callable[..., FollowUp]) -> Press:
    lacking = make_follow_up("Exchange")
    return partial(Need.estimate, lacking, by=claire, quantity=Decimal(10), currency="EUR", key=uuid4())


@pytest.fixture
def allocation(claire: User, make_need: Callable[..., Need], make_pledge: Callable[..., Pledge]) -> Press:
    """All that the pledge holds, and all that the need lacks."""
    return partial(Allocation.make, make_pledge(10), make_need(10), Decimal(10), by=claire, key=uuid4())


@pytest.fixture
def record(claire: User, visit: Meeting) -> Press:
    return partial(add_record, visit, by=claire, text="They spoke at length.", kind="minutes", language="en")


@pytest.fixture
def event(claire: User, make_follow_up: Callable[..., FollowUp]) -> Press:
    follow_up = make_follow_up(kind="invitation")
    return lambda: Invitation.enter(FollowUp.objects.get(pk=follow_up.pk), by=claire, **facts(date(2018, 5, 31)))


@pytest.fixture
def step(claire: User, event: Press) -> Press:
    entered = event()
    entered.steps.get(kind="travel").remove(by=claire)
    return lambda: Step.add_to(Invitation.objects.get(pk=entered.pk), by=claire, kind="travel", days=-3)


def counts() -> dict[str, int]:
    last = ReferenceYear.objects.aggregate(models.Sum("last"))["last__sum"] or 0
    return {"references": last} | {model.__name__: model._base_manager.count() for model in COUNTED}


# What one press leaves behind.
LEFT = {
    "follow_up": {"FollowUp": 1, "references": 1, "Entry": 1},
    "follow_up_from_words": {
        "FollowUp": 1, "references": 1, "Passage": 1, "Person": 1, "Organisation": 1, "Entry": 3,
    },
    "meeting": {"Meeting": 1, "Record": 1, "Person": 1, "Organisation": 1, "Entry": 5},
    "pledge": {"Pledge": 1, "Entry": 1},
    "proposal": {"Pledge": 2, "Entry": 2},
    "activity": {"Activity": 1, "Entry": 1},
    "need": {"Need": 1, "Entry": 1},
    "allocation": {"Allocation": 1, "Entry": 1},
    "record": {"Record": 1, "Entry": 1},
    "event": {"Invitation": 1, "Step": 6, "Entry": 1},
    "step": {"Step": 1, "Entry": 1},
}  # fmt: skip


def more(after: dict[str, int], before: dict[str, int]) -> dict[str, int]:
    return {name: number - before[name] for name, number in after.items() if number != before[name]}


@pytest.mark.parametrize("number", range(ROUNDS))
@pytest.mark.parametrize("place", LEFT)
def test_two_presses_at_once_make_one(place: str, number: int, request: pytest.FixtureRequest, at_once: Any) -> None:
    press: Press = request.getfixturevalue(place)
    before = counts()
    first, second = at_once([press, press])
    [after] = at_once([counts])
    assert (first == second, more(after, before)) == (True, LEFT[place])


@pytest.mark.parametrize("place", LEFT)
def test_a_second_press_finds_what_the_first_made(place: str, request: pytest.FixtureRequest) -> None:
    press: Press = request.getfixturevalue(place)
    before = counts()
    assert (press() == press(), more(counts(), before)) == (True, LEFT[place])


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_note_sent_twice_at_once_stands_once(
    number: int, make_follow_up: Callable[..., FollowUp], claire: User, at_once: Any
) -> None:
    key = make_follow_up().pk
    said = at_once([lambda: FollowUp.objects.get(pk=key).note("They rang.", by=claire)] * 2)
    [notes] = at_once([Entry.objects.filter(verb="noted").count])
    assert ([type(each) for each in said if each], notes) == ([Entry], 1)


def test_the_same_key_of_somebody_else_makes_another(claire: User, omar: User) -> None:
    key = uuid4()
    made = [FollowUp.log(by=by, title="Speak at the workshop", key=key) for by in (claire, omar, claire)]
    assert (made[0] == made[1], made[0] == made[2], [each.recorder for each in made[:2]]) == (
        False,
        True,
        [claire, omar],
    )


def test_of_several_that_one_form_makes_each_is_asked_about(claire: User, eu: Organisation) -> None:
    key, other = KeyField(), [Offer("money", Decimal(10), "EUR"), Offer("in_kind", Decimal(2), what="scanners")]
    first, again = (
        key.clean(key.widget.value_from_datadict({"key": str(FORM), "detail": detail}, {}, "key"))
        for detail in ("firm", "hoped for")
    )
    proposed = propose(other, UnlockResult(), eu, by=claire, key=first, detail="firm")
    with pytest.raises(SentBefore) as before:
        propose(other, UnlockResult(), eu, by=claire, key=again, detail="hoped for")
    assert (before.value.made, Pledge.objects.count()) == (proposed[0], 2)
