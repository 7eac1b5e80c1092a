"""One of everything that everybody may see, and the keys with which the table of addresses finds it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.contenttypes.models import ContentType

from tracker.accounts.calendar_link import CalendarLink
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp, Invitation
from tracker.mandates.models import Mandate, Paragraph
from tracker.meetings.models import Meeting
from tracker.records.models import Record


@pytest.fixture
def people(noor: User, claire: User, amina: User, jonas: User) -> dict[str, User]:
    return {"noor": noor, "claire": claire, "amina": amina, "jonas": jonas}


@pytest.fixture
def things(
    people: dict[str, User],
    coordinator: Person,
    unit: Organisation,
    resolution: Mandate,
    communique: Record,
    invitation: FollowUp,
    make_follow_up: Callable[..., FollowUp],
) -> dict[str, Any]:
    """The keys of one of everything, by the names that stand in the addresses of the table."""
    claire = people["claire"]
    Paragraph.objects.create(mandate=resolution, number="5", text="Encourages the members to cooperate.")
    resolution.parties.add(unit)
    invitation.edit(by=claire, unit=unit, mandates=[resolution])
    starts = datetime(2030, 5, 31, 7, 30, tzinfo=UTC)
    event = Invitation.enter(
        invitation, by=claire, title="Workshop", starts=starts, ends=starts, zone="Europe/Brussels", place="Brussels"
    )
    due = invitation.set_due(date(2030, 5, 31), by=claire)
    cancelled = Meeting.log(by=claire, title="Cancelled talks", held_on=date(2018, 6, 7))
    cancelled.remove(by=claire)
    said_twice = make_follow_up("Said twice")
    said_twice.remove(by=claire)
    return {
        "user": claire.pk,
        "organisation": unit.pk,
        "person": coordinator.pk,
        "post": Appointment.objects.get(person=coordinator).pk,
        "mandate": resolution.pk,
        "meeting": communique.meeting_id,
        "removed_meeting": cancelled.pk,
        "kind_of_meetings": ContentType.objects.get_for_model(Meeting).pk,
        "record": communique.pk,
        "follow_up": invitation.pk,
        "removed_follow_up": said_twice.pk,
        "step": event.steps.get(kind="travel").pk,
        "feed": CalendarLink.make(people["noor"]),
        "last_change": due.pk if due else None,
        "claire_in_mail": user_pk_to_url_str(claire),
        "key_in_mail": default_token_generator.make_token(claire),
    }
