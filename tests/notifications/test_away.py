"""Whoever is away gets no mail, finds what came when they are back, and their deputy is told what is late."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from tests.notifications.conftest import Tell, plain_of
from tracker.accounts.models import User
from tracker.directory.absences.away import be_away
from tracker.follow_ups.models import FollowUp, Snooze
from tracker.notes.write_note import write_note

MakeFollowUp = Callable[..., FollowUp]


@pytest.fixture
def monday(morning: datetime) -> date:
    return morning.date()


@pytest.fixture
def away(noor: User, omar: User, monday: date, today: date) -> User:
    """Noor, from today to the Sunday after next; Omar stands in."""
    days = today, monday + timedelta(days=13)
    be_away(noor.person, by=noor, today=today, days=days, deputy=omar.person)
    return noor


def to(user: User, mails: list) -> list[str]:  # type: ignore[type-arg]
    return [plain_of(mail) for mail in mails if user.email in mail["To"]]


def test_what_came_while_they_were_away_stands_in_the_first_mail_after(
    away: User, make_follow_up: MakeFollowUp, claire: User, morning: datetime, monday: date, tell: Tell
) -> None:
    row = make_follow_up("Given meanwhile", owner=away.person, due_on=monday + timedelta(days=1), by=claire)
    write_note(row, "@Noor Haddad see here", by=claire, mentions=[away])
    assert to(away, [*tell(), *tell(morning), *tell(morning + timedelta(days=7))]) == []
    (text,) = to(away, tell(morning + timedelta(days=14)))
    assert ("Given meanwhile" in text, "YOU WERE MENTIONED (1)" in text) == (True, True)


def test_the_mail_of_the_deputy_tells_what_is_late_of_theirs(
    away: User, omar: User, make_follow_up: MakeFollowUp, morning: datetime, monday: date, tell: Tell
) -> None:
    late = make_follow_up("Send the list", owner=away.person, due_on=monday - timedelta(days=2), by=away)
    off = make_follow_up("Not now", owner=away.person, due_on=monday - timedelta(days=2), by=away)
    Snooze.objects.create(user=away, follow_up=off, until=monday + timedelta(days=9))
    make_follow_up("Later", owner=away.person, due_on=monday + timedelta(days=9), by=away)
    (text,) = to(omar, tell(morning))
    assert "OF COLLEAGUES WHO ARE AWAY (1)" in text
    assert f"Noor Haddad is away until {monday + timedelta(days=13):%-d %B %Y}: 2 days late" in text
    assert late.title in text
    # Told once, and no more every day.
    assert to(omar, tell(morning + timedelta(days=1))) == []


def test_a_deputy_is_told_nothing_that_they_do_not_see(
    away: User, omar: User, secret: FollowUp, claire: User, morning: datetime, monday: date, tell: Tell
) -> None:
    secret.edit(by=claire, due_on=monday - timedelta(days=2))
    secret.give_to(away.person, by=claire)
    assert to(omar, tell(morning)) == []
