"""Who may what: the roles, and what a restricted matter hides from whom."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from tracker.accounts import permissions
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import Role, User
from tracker.follow_ups.models import FollowUp
from tracker.invitations.models import Invitation
from tracker.meetings.models import Meeting, Participation
from tracker.records.models import Passage, Record
from tracker.reports.models import Mailing

Make = Callable[..., FollowUp]


@pytest.mark.parametrize(
    ("gate", "roles"),
    [
        (permissions.may_log, {"officer", "manager", "administrator"}),
        (permissions.may_edit_directory, {"manager", "administrator"}),
        (permissions.may_reassign, {"manager", "administrator"}),
        (permissions.may_see_reports, {"manager", "administrator"}),
        (permissions.may_invite, {"administrator"}),
    ],
)
def test_each_gate_opens_for_its_roles(gate: Callable[[User], bool], roles: set[str]) -> None:
    assert {role.value for role in Role if gate(User(role=role))} == roles


@pytest.mark.parametrize(
    "gate", [permissions.may_log, permissions.may_edit_directory, permissions.may_reassign, permissions.may_invite]
)
def test_no_gate_opens_for_a_closed_account(gate: Callable[[User], bool]) -> None:
    assert gate(User(role=Role.ADMINISTRATOR, is_active=False)) is False


def test_a_mailing_is_stopped_by_the_manager_who_made_it_and_by_administrators(
    claire: User, amina: User, mei: User, jonas: User
) -> None:
    cast = (claire, amina, mei, jonas)
    by_manager, by_officer = (Mailing(made_by=maker) for maker in (amina, claire))
    assert [user for user in cast if permissions.may_stop_mailing(user, by_manager)] == [amina, jonas]
    assert [user for user in cast if permissions.may_stop_mailing(user, by_officer)] == [jonas]


def test_all_that_a_person_has_open_is_handed_over_by_them_and_by_managers(
    noor: User, claire: User, omar: User, amina: User, jonas: User
) -> None:
    cast = (noor, claire, omar, amina, jonas)
    assert [user for user in cast if permissions.may_hand_over(user, noor.person)] == [noor, amina, jonas]
    noor.is_active = False
    assert permissions.may_hand_over(noor, noor.person) is False


def test_an_owner_may_update_whatever_the_role(make_follow_up: Make, noor: User) -> None:
    assert permissions.may_update(noor, make_follow_up(owner=noor.person)) is True


def test_a_reader_may_not_update_what_others_own(make_follow_up: Make, noor: User, amina: User) -> None:
    assert permissions.may_update(noor, make_follow_up(owner=amina.person)) is False
    assert permissions.may_update(noor, make_follow_up()) is False


def test_an_owner_whose_account_is_closed_may_not_update(make_follow_up: Make, noor: User) -> None:
    follow_up = make_follow_up(owner=noor.person)
    noor.is_active = False
    assert permissions.may_update(noor, follow_up) is False


def test_who_may_choose_an_owner(make_follow_up: Make, noor: User, claire: User, omar: User, amina: User) -> None:
    owned = make_follow_up(by=claire, owner=noor.person)
    unowned = make_follow_up(by=claire)
    cast = {"reader": noor, "recorder": claire, "officer": omar, "manager": amina}
    assert {name for name, user in cast.items() if permissions.may_choose_owner(user, owned)} == {"recorder", "manager"}
    assert {name for name, user in cast.items() if permissions.may_choose_owner(user, unowned)} == {
        "recorder",
        "officer",
        "manager",
    }


def test_an_officer_may_pass_on_what_is_theirs(make_follow_up: Make, omar: User, claire: User) -> None:
    assert permissions.may_choose_owner(omar, make_follow_up(by=claire, owner=omar.person)) is True


def test_a_step_is_ticked_by_whom_it_was_given_to_and_by_whoever_moves_the_follow_up_on(
    invitation: FollowUp, claire: User, omar: User, noor: User, amina: User
) -> None:
    now = timezone.now()
    event = Invitation.enter(invitation, by=claire, title="Workshop", starts=now, ends=now, zone="UTC")
    step = event.steps.get(kind="text")
    assert [permissions.may_do(user, step) for user in (claire, omar, amina, noor)] == [True, True, True, False]
    step.edit(by=claire, owner=noor.person)
    assert permissions.may_do(noor, step) is True
    noor.is_active = False
    assert permissions.may_do(noor, step) is False


def seen(user: User) -> tuple[int, int, int]:
    """How many meetings, records and follow-ups a person finds."""
    return (
        Meeting.objects.visible_to(user).count(),
        Record.objects.visible_to(user).count(),
        FollowUp.objects.visible_to(user).count(),
    )


def test_a_general_meeting_is_everybodys(invitation: FollowUp, noor: User, jonas: User) -> None:
    assert [seen(noor), seen(jonas)] == [(1, 1, 1), (1, 1, 1)]


def test_a_restricted_meeting_is_the_recorders_and_the_permitted(
    secret: FollowUp, claire: User, mei: User, omar: User, amina: User, jonas: User, noor: User
) -> None:
    assert [seen(user) for user in (claire, mei)] == [(1, 1, 1), (1, 1, 1)]
    assert [seen(user) for user in (omar, amina, jonas, noor)] == [(0, 0, 0)] * 4


@pytest.mark.parametrize("way", ["participant", "reader", "owner"])
def test_a_grant_on_the_meeting_opens_all_of_it(
    secret: FollowUp, omar: User, noor: User, claire: User, way: str
) -> None:
    assert secret.meeting is not None
    if way == "participant":
        Participation.objects.create(meeting=secret.meeting, person=omar.person)
    elif way == "reader":
        secret.meeting.readers.add(omar.person)
    else:
        secret.give_to(omar.person, by=claire)
    assert [seen(omar), seen(noor)] == [(1, 1, 1), (0, 0, 0)]


def test_a_restricted_record_restricts_what_quotes_it(
    visit: Meeting, claire: User, omar: User, make_follow_up: Make
) -> None:
    record = Record.write(by=claire, text="Not for everybody.", meeting=visit, classification=RESTRICTED)
    quoting = make_follow_up("Quoting", meeting=visit, passage=Passage.of(record.latest, 0, 8))
    plain = make_follow_up("Plain", meeting=visit)
    assert seen(omar) == (1, 0, 1)
    assert list(FollowUp.objects.visible_to(omar)) == [plain]
    assert quoting.is_restricted is True


def test_a_restricted_follow_up_by_itself_is_its_recorders_and_its_owners(
    make_follow_up: Make, claire: User, omar: User, noor: User
) -> None:
    make_follow_up(classification=RESTRICTED, owner=omar.person)
    assert [seen(user)[2] for user in (claire, omar, noor)] == [1, 1, 0]


def test_a_removed_restricted_follow_up_stays_hidden(secret: FollowUp, claire: User, omar: User) -> None:
    secret.remove(by=claire)
    assert [list(FollowUp.objects.removed_for(user)) for user in (claire, omar)] == [[secret], []]


def test_a_removed_restricted_meeting_stays_hidden(secret: FollowUp, claire: User, omar: User) -> None:
    meeting: Any = secret.meeting
    meeting.remove(by=claire)
    assert [list(Meeting.objects.removed_for(user)) for user in (claire, omar)] == [[meeting], []]
