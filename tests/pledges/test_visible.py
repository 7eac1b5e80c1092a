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


@pytest.fixture
def cast(noor: User, claire: User, omar: User, amina: User, mei: User) -> dict[str, User]:
    """Noor took part, Claire recorded the meeting and Amina the pledge, Mei sees everything."""
    return {"noor": noor, "claire": claire, "omar": omar, "amina": amina, "mei": mei}
