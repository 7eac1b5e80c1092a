"""A deed that is done to one row leaves the row beside it, which might have taken it as well, as it was."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone

from tests.circulation.conftest import coordinator as coordinator  # noqa: PLC0414 (a fixture)
from tracker.accounts.models import User
from tracker.background.mail_rows import MailStatus
from tracker.background.models import Work
from tracker.background.periodic_work import forget
from tracker.circulation.models import Copy
from tracker.directory.models import Person
from tracker.health.models import Fault, FaultMail
from tracker.incoming_mail.models import Draft, IncomingMail, State
from tracker.notifications.models import Preferences
from tracker.owner_mails.models import OwnerMail
from tracker.records.models import Record

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("db")]
NOW = datetime(2018, 5, 25, 12, tzinfo=UTC)


def columns(row: Model, *names: str) -> tuple[Any, ...]:
    found: tuple[Any, ...] = type(row)._base_manager.values_list(*names).get(pk=row.pk)
    return found


def test_mails_and_what_they_tell_of(jonas: User, amina: User) -> None:
    first, second = (Fault.note("ValueError", place, address="/", request="a") for place in ("a.py", "b.py"))
    assert (first.is_to_be_mailed(), second.is_to_be_mailed(), first.is_to_be_mailed()) == (True, True, False)
    one, other = (FaultMail.objects.create(fault=first, user=user) for user in (jonas, amina))
    assert (one.claim(), columns(other, "status", "attempts")) == (True, (MailStatus.WAITING, 0))
    other.claim()
    one.close(MailStatus.NOT_SENT, "No such mailbox")
    assert columns(other, "status", "said") == (MailStatus.BEGUN, "")
    other.close(MailStatus.UNSURE, "Cut off")
    assert (one.ask_again(), columns(other, "status", "said")) == (True, (MailStatus.UNSURE, "Cut off"))


def test_mails_to_owners(claire: User, noor: User) -> None:
    failed: dict[str, Any] = {"status": MailStatus.NOT_SENT, "said": "No"}
    rows = [OwnerMail.objects.create(person=each.person, day=NOW.date(), once=str(each.pk), **failed)
            for each in (claire, noor)]  # fmt: skip
    assert (rows[0].send_again(date(2018, 5, 24)), rows[0].send_again(NOW.date())) == (False, True)
    assert [columns(row, "status", "said") for row in rows] == [("waiting", ""), (MailStatus.NOT_SENT, "No")]


def test_work_that_was_given_up(jonas: User) -> None:
    for _twice in range(2):
        forget.enqueue()
    Work.objects.update(status="FAILED", finished_at=timezone.now(), worker_ids=["one"])
    first, second = Work.objects.order_by("pk")
    assert (first.begin_again(by=jonas), columns(second, "status", "worker_ids")) == (True, ("FAILED", ["one"]))


def test_mails_that_came_in_and_drafts_of_them(claire: User, jonas: User) -> None:
    mails = [IncomingMail.objects.create(message_id=name, sender=claire.email, size=1, state=State.QUARANTINED)
             for name in "abc"]  # fmt: skip
    mails[0].set_removed("removed", NOW, by=jonas)
    assert [columns(each, "removed_at", "decided_by") for each in mails] == [(NOW, jonas.pk), *[(None, None)] * 2]
    one, other = (Draft.objects.create(mail=each, user=claire, title="Talks", at=NOW) for each in mails[:2])
    assert ([one.claim(), one.claim()], columns(other, "used_at")) == ([True, False], (None,))
    third = Draft.objects.create(mail=mails[2], user=claire, title="More", at=NOW)
    third.set_removed("removed", NOW, by=claire)
    assert [columns(each, "removed_at") for each in (third, other, one)] == [(NOW,), (None,), (None,)]


def test_copies_of_a_record(communique: Record, coordinator: Person, noor: User, claire: User) -> None:
    one, other = (
        Copy.objects.create(record=communique, round=1, number=1, person=person, address="a@eu.example", by=claire)
        for person in (coordinator, noor.person)
    )
    one.agree(communique.latest)
    assert columns(other, "agreed_at", "agreed_to") == (None, None)
    other.agree(communique.latest)
    one.disagree()
    assert [columns(each, "agreed_to") for each in (one, other)] == [(None,), (communique.latest.pk,)]


def test_how_people_want_to_be_told(claire: User, noor: User) -> None:
    one, other = (Preferences.kept(user) for user in (claire, noor))
    one.set_left("late", left=True)
    assert (Preferences.look(claire, NOW.date()), columns(other, "left", "looked_on")) == (True, ([], None))
    assert Preferences.look(noor, NOW.date() - timedelta(days=1)) is True
    assert columns(one, "left", "looked_on") == (["late"], NOW.date())
