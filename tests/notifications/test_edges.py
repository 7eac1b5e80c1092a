"""On both sides of each edge: the hour and the days of a mail, how long a line presses, how soon the next one comes."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tracker.accounts.models import User
from tracker.directory.absences.away import be_away
from tracker.follow_ups.models import FollowUp
from tracker.notifications import digests
from tracker.notifications.at_once import write_mails_at_once
from tracker.notifications.models import Mail, MailKind, Notification, Preferences
from tracker.notifications.models.preferences import Wishes
from tracker.notifications.reasons import Reason

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("db")]
MakeFollowUp = Callable[..., FollowUp]
# A Monday.
NOW = datetime(2018, 9, 3, 9, tzinfo=UTC)
HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)


def test_what_somebody_does_not_say_is_as_the_house_has_it(settings: Any) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"
    house = Preferences(hour=6, days="123", zone="Europe/Paris", daily=False, at_once=False, left=["late"])
    own = Preferences(hour=0, days="45", zone="UTC", daily=True, at_once=True, left=["quiet", "new"])
    found = [
        each.wishes(other) for each, other in ((Preferences(), Preferences()), (Preferences(), house), (own, house))
    ]
    assert found == [
        Wishes(8, "", "Asia/Tokyo", frozenset(), daily=True, at_once=True),
        Wishes(6, "123", "Europe/Paris", frozenset(), daily=False, at_once=False),
        Wishes(0, "45", "UTC", frozenset({"quiet", "new"}), daily=True, at_once=True),
    ]
    assert found[1].slot_on(date(2018, 7, 2)).astimezone(UTC) == datetime(2018, 7, 2, 4, tzinfo=UTC)
    assert [Preferences(escalates=each).lets_go_up for each in (None, True, False)] == [True, True, False]


def test_the_hour_of_a_mail_comes_once_a_day(noor: User) -> None:
    hour = datetime(2018, 9, 3, 6, tzinfo=UTC)
    found = [digests.due(hour - SECOND), digests.due(hour)]
    row = Preferences.kept(noor)
    seen = [Preferences.look(noor, date(2018, 9, day)) for day in (2, 2, 3, 3, 2)]
    found += [digests.due(hour), digests.due(hour + DAY)]
    row.refresh_from_db()
    assert (found, seen, row.looked_on) == (
        [[], [noor.pk], [], [noor.pk]], [True, False, True, False, False], date(2018, 9, 3),
    )  # fmt: skip
    # Where it is Tuesday already that of Monday is over.
    Preferences.objects.filter(user=noor).update(zone="Pacific/Auckland")
    assert digests.due(datetime(2018, 9, 3, 20, tzinfo=UTC)) == [noor.pk]
    Preferences.objects.filter(user=noor).update(daily=False)
    assert digests.due(hour + DAY) == []


def test_sections_that_were_left_stand_in_one_order(noor: User) -> None:
    row = Preferences.kept(noor)
    for what, left in ((Reason.QUIET, True), (Reason.LATE, True), (Reason.LATE, True), (Reason.NEW, False)):
        row.set_left(what, left=left)
    first = Preferences.of(User.objects.get(pk=noor.pk)).left
    row.set_left(Reason.QUIET, left=False)
    assert (first, Preferences.of(User.objects.get(pk=noor.pk)).left) == (["late", "quiet"], ["late"])


@pytest.fixture
def line(make_follow_up: MakeFollowUp, noor: User) -> Callable[..., Notification]:
    def line(reason: Reason, *, due: int | None = None, age: timedelta = HOUR) -> Notification:
        due_on = None if due is None else NOW.date() + due * DAY
        row = make_follow_up("Ours", owner=noor.person, due_on=due_on)
        return Notification.objects.create(user=noor, reason=reason, follow_up=row, cause=row.pk, made_at=NOW - age)

    return line


# Why somebody is told, when it is due, how long ago it was written, and whether a mail at once tells of it.
PRESSING = [
    (Reason.NEW, 2, HOUR, True), (Reason.NEW, 3, HOUR, False), (Reason.NEW, None, HOUR, False),
    (Reason.NEW, -1, HOUR, True), (Reason.MENTION, None, HOUR, True), (Reason.REQUEST, None, HOUR, True),
    (Reason.LATE, -1, HOUR, False), (Reason.CARRIED, 1, HOUR, False), (Reason.REPORTED, 1, HOUR, False),
    (Reason.MENTION, None, DAY, True), (Reason.MENTION, None, DAY + SECOND, False),
]  # fmt: skip


def test_what_presses_is_told_at_once_in_one_mail(line: Callable[..., Notification], noor: User) -> None:
    rows = [line(reason, due=due, age=age) for reason, due, age, _told in PRESSING]
    [mail] = write_mails_at_once(NOW)
    told = [Notification.objects.get(pk=row.pk).mail_id == mail.pk for row in rows]
    assert told == [expected for *_rest, expected in PRESSING]
    assert (mail.user, mail.kind, mail.day, mail.made_at, mail.at) == (noor, MailKind.AT_ONCE, NOW.date(), NOW, NOW)


def test_the_next_one_waits_for_an_hour(line: Callable[..., Notification], noor: User) -> None:
    line(Reason.MENTION)
    before = Mail.objects.create(user=noor, kind=MailKind.AT_ONCE, day=NOW.date(), made_at=NOW - HOUR + SECOND)
    found = [len(write_mails_at_once(NOW))]
    Mail.objects.filter(pk=before.pk).update(made_at=NOW - HOUR)
    found += [
        len(write_mails_at_once(NOW, but=[noor.pk])),
        len(write_mails_at_once(NOW)),
        len(write_mails_at_once(NOW)),
    ]
    assert found == [0, 0, 1, 0]


def test_a_daily_mail_of_that_hour_does_not_hold_it_up(line: Callable[..., Notification], noor: User) -> None:
    line(Reason.MENTION)
    Mail.objects.create(user=noor, kind=MailKind.DIGEST, day=NOW.date(), made_at=NOW)
    assert len(write_mails_at_once(NOW)) == 1


def test_who_gets_none_at_once(line: Callable[..., Notification], noor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who left them or that section, is away, or has no account any more; and nothing of what is over or told."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    row = line(Reason.MENTION)
    row_of = Preferences.kept(noor)

    def counted(**values: Any) -> int:
        Preferences.objects.filter(pk=row_of.pk).update(**{"at_once": None, "left": [], **values})
        return len(write_mails_at_once(NOW))

    found = [counted(at_once=False), counted(left=["mention"])]
    User.objects.filter(pk=noor.pk).update(is_active=False)
    found.append(counted())
    User.objects.filter(pk=noor.pk).update(is_active=True)
    Notification.objects.filter(pk=row.pk).update(closed_at=NOW)
    found.append(counted())
    Notification.objects.filter(pk=row.pk).update(closed_at=None)
    be_away(noor.person, by=noor, today=NOW.date(), days=(NOW.date(), NOW.date()), deputy=None)
    found.append(counted())
    noor.person.absences.all().delete()
    found.append(counted(left=["late"]))
    assert found == [0, 0, 0, 0, 0, 1]
