"""Restricted names that a follow-up tells, of all nouns that hang on it: which they are, who knows them, what opens."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.change_requests.models import ChangeRequest
from tracker.directory.models import Organisation, Person
from tracker.files.attach import attach
from tracker.follow_ups.links.sides import Side, link
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.would_open import classified, would_open
from tracker.invitations.models import Invitation, Step
from tracker.meetings.models import Meeting

pytestmark = pytest.mark.one_database
Make = Callable[..., FollowUp]
PEOPLE = ("owner", "confirmed_by", "speaker", "step", "asked_by", "answered_by")
ORGANISATIONS = ("partner", "unit", "waiting_on", "organiser")


@pytest.fixture
def names() -> dict[str, Any]:
    """By where each is named: those whom only some may know of."""
    people = {name: Person.add(by=None, name=f"Person {name}", classification="restricted") for name in PEOPLE}
    organisations = {
        name: Organisation.add(by=None, name=f"House {name}", is_ours=name == "unit", classification="restricted")
        for name in ORGANISATIONS
    }
    return people | organisations


@pytest.fixture
def event(workshop: Invitation, omar: User, names: dict[str, Any], today: date) -> FollowUp:
    """A restricted invitation of Claire's that names each of them in its place: written past the verbs, which open."""
    row = workshop.follow_up
    later = today + timedelta(days=9)
    asked = ChangeRequest.ask(row, by=omar, due_on=later, reason="So.", asked_by=omar.person)
    of_row = {name: names[name] for name in ("owner", "confirmed_by", "partner", "unit", "waiting_on")}
    FollowUp.objects.filter(pk=row.pk).update(classification="restricted", **of_row)
    Invitation.objects.update(speaker=names["speaker"], organiser=names["organiser"])
    Step.objects.create(invitation=workshop, days=-99, owner=names["step"])
    own = {name: names[name] for name in ("asked_by", "answered_by")}
    ChangeRequest.objects.filter(pk=asked.pk).update(**own)
    return FollowUp.objects.get(pk=row.pk)


def test_it_tells_each_name_of_its_own_its_event_and_what_was_asked_of_it(
    event: FollowUp, names: dict[str, Any], make_follow_up: Make
) -> None:
    assert sorted(map(str, event.restricted_names())) == sorted(map(str, names.values()))
    FollowUp.objects.filter(pk=event.pk).update(kind="other")
    without = {str(names[name]) for name in ("speaker", "organiser", "step")}
    row = FollowUp.objects.get(pk=event.pk)
    assert {*map(str, row.restricted_names())} == {*map(str, names.values())} - without
    assert [*make_follow_up().restricted_names(), *FollowUp(kind="invitation").restricted_names()] == []


def test_each_name_is_known_to_whoever_sees_the_follow_up_by_their_own_part_in_it(
    event: FollowUp, names: dict[str, Any], claire: User, omar: User, noor: User, mei: User
) -> None:
    def known(user: User) -> list[str]:
        seen = {*Person.objects.visible_to(user), *Organisation.objects.visible_to(user)}
        return [name for name, each in names.items() if each in seen]

    every = [*PEOPLE, *ORGANISATIONS]
    assert [known(user) for user in (claire, omar, noor, mei)] == [every, [], [], every]
    FollowUp.objects.filter(pk=event.pk).update(owner=omar.person)
    but_owner = every[1:]
    assert [known(user) for user in (claire, omar, noor)] == [but_owner, but_owner, []]
    # What comes from a restricted meeting is known by it as well, unless it is closed by itself.
    FollowUp.objects.filter(pk=event.pk).update(classification="general", owner=names["owner"])
    Meeting.objects.filter(pk=event.meeting_id).update(classification="restricted")
    assert [known(user) for user in (claire, omar, noor)] == [every, [], []]
    FollowUp.objects.filter(pk=event.pk).update(owner=omar.person)
    assert known(omar) == but_owner
    # Removed, it shows no meeting any more.
    FollowUp.objects.filter(pk=event.pk).update(removed_at=timezone.now())
    assert known(omar) == []
    FollowUp.objects.filter(pk=event.pk).update(removed_at=None, owner=names["owner"])
    event.meeting.readers.add(noor.person)  # type: ignore[union-attr]
    assert [known(user) for user in (omar, noor)] == [[], every]


def test_all_that_hangs_on_it_is_opened_with_it(make_follow_up: Make, claire: User, noor: User, today: date) -> None:
    row, other, third = (make_follow_up(title, owner=noor.person) for title in ("One", "Two", "Three"))
    to, back = link(row, Side.BLOCKED_BY, other, by=claire)[0], link(row, Side.LED_TO, third, by=claire)[0]
    file, _entry = attach(row, SimpleUploadedFile("a.txt", b"a"), by=claire)
    asked = ChangeRequest.ask(row, by=noor, due_on=today + timedelta(days=9), reason="So.")
    carry_over(Meeting.log(by=claire, title="Next", held_on=date(2030, 1, 1)), [row], by=claire)
    appearance = row.appearances.get()
    assert [*row.hanging()] == [to, back, file, asked, appearance]
    assert [*make_follow_up().hanging()] == []


def test_what_would_open_is_named_by_its_column(make_follow_up: Make, claire: User, names: dict[str, Any]) -> None:
    """The follow-up itself goes before a name, and what stays closed opens nothing."""
    secret = Meeting.log(by=claire, title="Secret", held_on=date(2018, 6, 1), classification="restricted")
    plain = Meeting.log(by=claire, title="Plain", held_on=date(2018, 6, 1))
    general, own = make_follow_up("General"), make_follow_up("Own", classification="restricted")
    met = make_follow_up("Met", meeting=secret)
    both = make_follow_up("Both", meeting=secret, classification="restricted")
    owner, partner = {"owner": names["owner"]}, {"partner": names["partner"]}
    cases: list[tuple[FollowUp, dict[str, Any], str]] = [
        (general, {}, ""), (general, {"title": "Another"}, ""), (general, {"meeting": plain}, ""),
        (general, owner, "owner"), (general, partner, "partner"), (general, {"unit": names["unit"]}, "unit"),
        (general, {"waiting_on": names["waiting_on"]}, "waiting_on"), (general, {"owner": claire.person}, ""),
        (general, {"owner": None}, ""), (general, {"meeting": secret} | owner, ""),
        (general, {"classification": "restricted"} | owner, ""), (own, owner, ""),
        (own, {"classification": "general"}, "meeting"), (own, {"classification": "general"} | owner, "meeting"),
        (own, {"meeting": plain}, ""), (met, owner, ""), (met, {"meeting": plain}, "meeting"),
        (met, {"meeting": None} | partner, "meeting"), (met, {"meeting": secret}, ""),
        (both, {"classification": "general"}, "meeting"), (both, {"meeting": None}, "meeting"),
        (met, {"meeting": None, "classification": "restricted"}, "meeting"),
    ]  # fmt: skip
    assert [(str(row), [*values], would_open(row, values)) for row, values, _why in cases] == [
        (str(row), [*values], why) for row, values, why in cases
    ]
    now = classified(both, {"meeting": plain})
    assert (now.meeting, now.classification, now.passage, now.pk) == (plain, "restricted", None, None)
