"""What the settings keep for some days is gone after that; without them it stays for good."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from tracker.accounts.models import User
from tracker.accounts.security_event import Kind, SecurityEvent
from tracker.background.mail_rows import MailStatus
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.imports.models import Import
from tracker.incoming_mail.models import IncomingMail
from tracker.notifications.models import Mail, Notification
from tracker.privacy.retention import forget_old
from tracker.privacy.tasks import forget_kept

OLD = timezone.now() - timedelta(days=31)
NAMES = ("KEEP_SIGN_INS_DAYS", "KEEP_MAILS_DAYS", "KEEP_NOTIFICATIONS_DAYS", "KEEP_IMPORTS_DAYS", "KEEP_REMOVED_DAYS")


@pytest.fixture
def old(claire: User, make_follow_up: Callable[..., FollowUp]) -> list[Any]:
    """A row of each kind that was over 31 days ago."""
    event = SecurityEvent.record(Kind.SIGNED_IN, None, user=claire)
    SecurityEvent.objects.filter(pk=event.pk).update(at=OLD)
    mail = Mail.objects.create(user=claire, kind="digest", day=OLD.date(), status=MailStatus.SENT, at=OLD)
    told = Notification.objects.create(
        user=claire, reason="late", follow_up=make_follow_up(), mail=mail, seen_at=OLD, closed_at=OLD
    )
    taken = IncomingMail.objects.create(message_id="<1@x>", size=1, state="ignored", at=OLD)
    gone = IncomingMail.objects.create(message_id="<2@x>", size=1, state="quarantined", removed_at=OLD)
    return [event, mail, told, taken, Import.objects.create(by=claire, name="a.csv", confirmed_at=OLD), gone]


def left(old: list[Any]) -> list[bool]:
    return [type(row).objects.filter(pk=row.pk).exists() for row in old]


def keep(settings: Settings, days: int) -> None:
    for name in NAMES:
        setattr(settings, name, days)


@pytest.mark.parametrize(("days", "stays"), [(0, True), (32, True), (30, False)])
def test_what_is_older_is_gone(old: list[Any], settings: Settings, days: int, stays: bool) -> None:
    keep(settings, days)
    forget_kept.call()
    assert left(old) == [stays] * 6


def test_a_mail_that_tells_of_what_is_still_so_stays(old: list[Any], settings: Settings) -> None:
    """Without it, it would be told again."""
    keep(settings, 30)
    Notification.objects.update(closed_at=None)
    forget_old(timezone.now())
    assert left(old) == [False, True, True, False, False, False]


def test_people_of_closed_accounts_are_erased(claire: User, omar: User, settings: Settings) -> None:
    User.objects.filter(pk__in=[claire.pk, omar.pk]).update(date_joined=OLD, last_login=OLD)
    User.objects.filter(pk=omar.pk).update(is_active=False)
    settings.KEEP_CLOSED_ACCOUNTS_DAYS = 30
    for _each in range(2):
        forget_old(timezone.now())
    names = Person.objects.filter(account__in=[claire, omar]).order_by("pk").values_list("name", flat=True)
    assert {*names} == {"Claire Dubois", f"erased person {omar.person.pk}"}
    assert omar.person.history.filter(verb="erased").count() == 1
