"""Owners without an account are mailed what is theirs: if the house says so, at most once a day, nothing restricted."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.accounts.conftest import Letterbox
from tests.conftest import CANARY
from tests.notifications.conftest import html_of, mails, plain_of
from tests.owner_mails.conftest import TellOwners
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.owner_mails.leave_links import address_of
from tracker.owner_mails.models import NoOwnerMail, OwnerMail, OwnerMailing
from tracker.owner_mails.standing import lines_now, standing
from tracker.owner_mails.write_mails import send_waiting, today_of_house, write_mails

DAY = timedelta(days=1)
LINK = re.compile(rf"{re.escape(settings.SITE_ADDRESS)}(/answer/[^/\"\s]+/)")


@pytest.fixture
def due(owed: FollowUp, morning: datetime) -> FollowUp:
    FollowUp.objects.filter(pk=owed.pk).update(due_on=morning.date())
    return FollowUp.objects.get(pk=owed.pk)


def test_nothing_leaves_before_an_administrator_says_so(
    due: FollowUp, tell_owners: TellOwners, morning: datetime
) -> None:
    assert (tell_owners(morning), OwnerMail.objects.count()) == ([], 0)


def test_what_is_due_is_told_with_links_that_answer(
    due: FollowUp, sends: None, tell_owners: TellOwners, morning: datetime, client: Client
) -> None:
    [mail] = tell_owners(morning)
    assert (mail["To"], mail["Subject"]) == ("Gilles de Kerchove <gilles@eu.example>", "Suivi: 1 matter is yours")
    [path] = {*LINK.findall(html_of(mail))}
    assert ({*LINK.findall(plain_of(mail))}, client.get(path).status_code) == ({path}, 200)
    assert [mail[name] for name in ("Auto-Submitted", "List-Unsubscribe-Post")] == [
        "auto-generated", "List-Unsubscribe=One-Click",
    ]  # fmt: skip


def test_it_comes_once_a_day_and_again_only_with_something_to_tell(
    due: FollowUp, sends: None, tell_owners: TellOwners, morning: datetime
) -> None:
    days = [len(tell_owners(morning + DAY * number)) for number in (0, 0, 1, 2, 3, 4, 7, 8)]
    # Due on Monday, late on Tuesday, and late still a week after that was told.
    assert days == [1, 0, 1, 0, 0, 0, 0, 1]


@pytest.mark.parametrize(("days", "reason"), [(-1, "late"), (0, "due"), (1, "due")])
def test_what_is_due_on_the_day_is_not_yet_late(
    owed: FollowUp, coordinator: Person, today: date, days: int, reason: str
) -> None:
    FollowUp.objects.filter(pk=owed.pk).update(due_on=today + DAY * days)
    assert lines_now(coordinator) == [(reason, owed)]


def test_it_waits_for_the_hour_of_the_house(
    due: FollowUp, sends: None, tell_owners: TellOwners, morning: datetime
) -> None:
    assert tell_owners(morning - timedelta(hours=3)) == []


def test_what_is_new_is_told_once(owed: FollowUp, sends: None, tell_owners: TellOwners, morning: datetime) -> None:
    FollowUp.objects.update(due_on=morning.date() + DAY * 60)
    assert [len(tell_owners(morning + DAY * number)) for number in (0, 1, 8)] == [1, 0, 0]


def nothing(how: str, due: FollowUp, coordinator: Person, claire: User) -> None:
    match how:
        case "restricted":
            due.change("edited", by=claire, classification=RESTRICTED)
        case "another's":
            due.give_to(claire.person, by=claire)
        case "done":
            due.move_to(Status.DONE, by=claire)
        case "removed":
            due.remove(by=claire)
        case "no address":
            coordinator.change("edited", by=claire, email="")
        case "left":
            NoOwnerMail.objects.create(person=coordinator)
        case "left office":
            coordinator.appointments.update(until=date(2020, 1, 1))


@pytest.mark.parametrize("how", ["restricted", "another's", "done", "removed", "no address", "left", "left office"])
def test_there_is_no_mail_to_whom_nothing_may_be_told(
    due: FollowUp, coordinator: Person, claire: User, sends: None, tell_owners: TellOwners, morning: datetime, how: str
) -> None:
    nothing(how, due, coordinator, claire)
    assert tell_owners(morning) == []


@pytest.mark.parametrize("how", ["restricted", "another's", "done", "removed", "left", "off"])
def test_what_is_not_so_any_more_when_it_goes_out_is_not_told(
    due: FollowUp, coordinator: Person, claire: User, jonas: User, sends: None, letterbox: Letterbox,
    morning: datetime, how: str,
) -> None:  # fmt: skip
    write_mails(today_of_house(morning))
    nothing(how, due, coordinator, claire)
    OwnerMailing.say(is_on=how != "off", by=jonas)
    send_waiting(10, morning)
    assert (mails(letterbox), OwnerMail.objects.get().status) == ([], "not_sent")


def test_what_is_restricted_is_in_no_mail(
    due: FollowUp, secret: FollowUp, coordinator: Person, claire: User, sends: None, tell_owners: TellOwners,
    morning: datetime,
) -> None:  # fmt: skip
    secret.give_to(coordinator, by=claire)
    FollowUp.objects.filter(pk=secret.pk).update(due_on=morning.date())
    [mail] = tell_owners(morning)
    assert (CANARY in mail.as_string(), "Send the programme" in plain_of(mail)) == (False, True)


def test_it_is_left_and_joined_by_its_link(client: Client, coordinator: Person) -> None:
    path = address_of(coordinator).removeprefix(settings.SITE_ADDRESS)
    assert (client.get(path).status_code, NoOwnerMail.objects.count()) == (200, 0)
    for _twice in range(2):
        client.post(path, {"List-Unsubscribe": "One-Click"})
    assert NoOwnerMail.objects.count() == 1
    client.post(f"{path}join/")
    assert (NoOwnerMail.objects.count(), client.get("/mails/owners/leave/nobody/").status_code) == (0, 404)


def test_the_house_is_asked_in_as_many_queries_however_many_owners(
    due: FollowUp, make_follow_up: Callable[..., FollowUp], morning: datetime,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:  # fmt: skip
    for number in range(20):
        person = Person.add(by=None, name=f"Owner {number}", email=f"owner{number}@eu.example")
        make_follow_up(f"Send list {number}", owner=person, due_on=morning.date())
    with django_assert_max_num_queries(5):
        assert len(standing(morning.date())) == 21


def test_an_administrator_sees_who_would_get_one_and_decides(
    due: FollowUp, jonas: User, claire: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(jonas)
    assert "They are not sent" in client.get("/mails/owners/").text
    client.post("/mails/owners/begin/")
    page = client.get("/mails/owners/").text
    assert (OwnerMailing.is_sent(), "as Jonas Lind decided" in page, "gilles@eu.example" in page) == (True, True, True)
    client.post("/mails/owners/stop/")
    assert (OwnerMailing.is_sent(), sign_in(claire).post("/mails/owners/begin/").status_code) == (False, 403)
