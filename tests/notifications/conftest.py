"""A morning on which the house works, and what the worker does then."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.accounts.conftest import Letterbox
from tests.accounts.conftest import letterbox as letterbox  # noqa: PLC0414 (a fixture)
from tests.circulation.conftest import coordinator as coordinator  # noqa: PLC0414
from tests.circulation.conftest import going_round as going_round  # noqa: PLC0414
from tests.circulation.conftest import until as until  # noqa: PLC0414
from tracker.notifications import arrivals, at_once, digests, send_mail

Tell = Callable[..., list[EmailMessage]]


def next_monday(hour: int = 9) -> datetime:
    today = timezone.localdate()
    monday = today + timedelta(days=7 - today.weekday())
    return datetime.combine(monday, time(hour), ZoneInfo("Europe/Brussels"))


@pytest.fixture
def morning() -> datetime:
    """Of the coming Monday, at nine in Brussels."""
    return next_monday()


def mails(box: Letterbox) -> list[EmailMessage]:
    return [message_from_bytes(each.content, policy=default) for each in box.received]  # type: ignore[misc]


def plain_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def html_of(mail: EmailMessage) -> str:
    body = mail.get_body(("html",))
    assert body is not None
    return str(body.get_content())


@pytest.fixture
def tell(letterbox: Letterbox) -> Tell:
    """What the worker does every two minutes; gives the mails that arrived of it."""

    def told(now: datetime | None = None) -> list[EmailMessage]:
        now, before = now or timezone.now(), len(letterbox.received)
        arrivals.write_arrivals(now)
        people = digests.due(now)
        at_once.write_mails_at_once(now, but=people)
        digests.write(people, now)
        if send_mail.is_something_waiting(now):
            send_mail.send_waiting(1_000, now)
        return mails(letterbox)[before:]

    return told
