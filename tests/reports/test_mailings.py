"""When a mailing goes, which rows are written for it, and what each deed on its page says."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.reports import send_mail
from tracker.reports.models import Delivery, Mailing

NOW, SLOT = datetime(2026, 3, 10, 9, tzinfo=UTC), datetime(2026, 3, 9, 7, tzinfo=UTC)
Told = tuple[int, str, list[str], str]


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("rhythm", "day", "hour", "now", "slot", "following"),
    [
        ("weekly", 1, 8, "2026-03-09T07:00Z", "Mon 9 Mar 2026 08:00", "Mon 16 Mar 2026 08:00"),
        ("weekly", 1, 8, "2026-03-09T06:59Z", "Mon 2 Mar 2026 08:00", "Mon 9 Mar 2026 08:00"),
        ("weekly", 1, 8, "2026-03-15T23:30Z", "Mon 9 Mar 2026 08:00", "Mon 16 Mar 2026 08:00"),
        ("weekly", 1, 0, "2026-03-15T23:00Z", "Mon 16 Mar 2026 00:00", "Mon 23 Mar 2026 00:00"),
        ("weekly", 7, 23, "2026-03-14T12:00Z", "Sun 8 Mar 2026 23:00", "Sun 15 Mar 2026 23:00"),
        ("weekly", 7, 8, "2026-03-29T06:00Z", "Sun 29 Mar 2026 08:00", "Sun 5 Apr 2026 08:00"),
        ("weekly", 7, 8, "2026-03-29T05:59Z", "Sun 22 Mar 2026 08:00", "Sun 29 Mar 2026 08:00"),
        ("monthly", 28, 8, "2026-03-01T12:00Z", "Sat 28 Feb 2026 08:00", "Sat 28 Mar 2026 08:00"),
        ("monthly", 28, 8, "2026-02-28T07:00Z", "Sat 28 Feb 2026 08:00", "Sat 28 Mar 2026 08:00"),
        ("monthly", 1, 8, "2026-01-01T06:59Z", "Mon 1 Dec 2025 08:00", "Thu 1 Jan 2026 08:00"),
        ("monthly", 1, 8, "2025-12-31T23:00Z", "Mon 1 Dec 2025 08:00", "Thu 1 Jan 2026 08:00"),
        ("monthly", 1, 0, "2025-12-31T23:00Z", "Thu 1 Jan 2026 00:00", "Sun 1 Feb 2026 00:00"),
    ],
)
def test_it_goes_by_the_clock_of_this_house(
    rhythm: str, day: int, hour: int, now: str, slot: str, following: str
) -> None:
    mailing, at = Mailing(rhythm=rhythm, day=day, hour=hour), datetime.fromisoformat(now)
    said = [f"{timezone.localtime(each):%a %-d %b %Y %H:%M}" for each in (mailing.slot_at(at), mailing.next_slot(at))]
    assert said == [slot, following]


@pytest.fixture
def make(amina: User) -> Callable[..., Mailing]:
    def made(name: str = "Open", *, by: User = amina, **values: Any) -> Mailing:
        made = Mailing.add(by=by, made_by=by, **{"name": name, "cut": "unit", "addresses": "desk@eu.example", **values})
        Mailing.objects.filter(pk=made.pk).update(since=SLOT - timedelta(days=1))
        return Mailing.objects.get(pk=made.pk)

    return made


def rows() -> list[tuple[str, str, str, str]]:
    return [
        (row.address, str(row.person or ""), row.status, row.why)
        for row in Delivery.objects.select_related("person").order_by("id")
    ]  # fmt: skip


def test_one_row_is_written_for_each_address_and_why_none_goes_stands_in_it(
    make: Callable[..., Mailing], noor: User, omar: User, claire: User
) -> None:
    User.objects.filter(pk=omar.pk).update(is_active=False)
    nobody, outside = (
        Person.add(by=claire, name="Rosa Conti"),
        Person.add(by=claire, name="Ada", email="Ada@EU.example"),
    )
    people = [noor.person, omar.person, nobody, outside]
    mailing = make(people=people, addresses=f"DESK@eu.example\n{noor.email}\ndesk@eu.example")
    assert send_mail.due(NOW) == [(mailing.pk, SLOT)]
    assert sorted(rows()) == [
        ("", "Rosa Conti", "not_sent", "no_email"), ("ada@eu.example", "Ada", "waiting", ""),
        ("desk@eu.example", "", "waiting", ""), ("noor@suivi.example", "", "waiting", ""),
        ("omar@suivi.example", "Omar Diallo", "not_sent", "no_account"),
    ]  # fmt: skip
    assert (send_mail.due(NOW), Delivery.objects.count()) == ([(mailing.pk, SLOT)], 5)


def test_what_is_due_is_what_runs_and_was_set_up_before(make: Callable[..., Mailing], amina: User) -> None:
    found = {}
    for name, since in (("before", -1), ("at its very moment", 0), ("after", 1)):
        mailing = make(name)
        Mailing.objects.filter(pk=mailing.pk).update(since=SLOT + timedelta(seconds=since))
        found[mailing.pk] = name
    for deed in ("pause", "remove"):
        stopped = make(deed)
        getattr(stopped, deed)(by=amina)
        Mailing.objects.filter(pk=stopped.pk).update(since=SLOT - timedelta(days=1))
    asked = make("asked by somebody before")
    Delivery.objects.create(mailing=asked, slot=SLOT, address="a@eu.example", asked_by=amina, status="sent")
    found[asked.pk] = asked.name
    assert {found[pk] for pk, _slot in send_mail.due(NOW)} == {"before", "asked by somebody before"}


@pytest.mark.parametrize(
    ("slot", "attempts", "said", "why"),
    [
        (timedelta(days=-2), 0, "", ""), (timedelta(days=-2, seconds=-1), 0, "", "too_late"),
        (timedelta(days=-3), 1, "", ""), (timedelta(days=-3), 1, "Busy", "too_late"),
        (timedelta(days=-3), 0, "Busy", "too_late"),
    ],
)  # fmt: skip
def test_what_is_two_days_old_is_sent_no_more_unless_somebody_asked_for_it_again(
    slot: timedelta, attempts: int, said: str, why: str, make: Callable[..., Mailing]
) -> None:
    mailing = make()
    mailing.pause(by=mailing.made_by)
    Delivery.objects.create(mailing=mailing, slot=NOW + slot, address="a@eu.example", attempts=attempts, said=said)
    assert [pk for pk, _slot in send_mail.due(NOW)] == [mailing.pk] * (not why)
    assert rows() == [("a@eu.example", "", "not_sent" if why else "waiting", why)]
