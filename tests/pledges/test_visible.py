"""Who sees a pledge."""

from collections.abc import Callable

import pytest

from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import User
from tracker.meetings.models import Meeting, Participation
from tracker.pledges.models import Pledge


@pytest.mark.parametrize("classification", [GENERAL, RESTRICTED])
def test_a_restricted_pledge_is_seen_by_its_recorder_by_who_took_part_and_by_who_sees_all(
    classification: str, visit: Meeting, make_pledge: Callable[..., Pledge], cast: dict[str, User]
) -> None:
    visit.change("edited", by=None, classification=classification)
    Participation.objects.create(meeting=visit, person=cast["noor"].person)
    make_pledge(by=cast["amina"], meeting=visit, classification=RESTRICTED)
    seen = {name for name, user in cast.items() if Pledge.objects.visible_to(user).exists()}
    assert seen == {"noor", "claire", "mei"} | ({"amina"} if classification == GENERAL else set())


def test_a_pledge_of_its_own_restriction_is_seen_by_its_recorder_alone_and_by_who_sees_all(
    make_pledge: Callable[..., Pledge], cast: dict[str, User]
) -> None:
    pledge, removed = (make_pledge(by=cast["amina"], classification=RESTRICTED) for _each in range(2))
    removed.remove(by=cast["amina"])
    for name, user in cast.items():
        knows = name in {"amina", "mei"}
        assert (name, list(Pledge.objects.visible_to(user))) == (name, [pledge] if knows else [])
        assert (name, list(Pledge.objects.removed_for(user))) == (name, [removed] if knows else [])
        assert (name, Pledge.objects.hidden_from(user).count()) == (name, 0 if knows else 2)


def test_a_pledge_goes_with_its_removed_meeting(
    visit: Meeting, make_pledge: Callable[..., Pledge], claire: User
) -> None:
    alone, met = make_pledge(), make_pledge(meeting=visit)
    assert set(Pledge.objects.visible_to(claire)) == {alone, met}
    visit.remove(by=claire)
    assert list(Pledge.objects.visible_to(claire)) == [alone]


@pytest.fixture
def cast(noor: User, claire: User, omar: User, amina: User, mei: User) -> dict[str, User]:
    """Noor took part, Claire recorded the meeting and Amina the pledge, Mei sees everything."""
    return {"noor": noor, "claire": claire, "omar": omar, "amina": amina, "mei": mei}
