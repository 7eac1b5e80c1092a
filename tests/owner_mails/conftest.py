"""A house that mails owners without an account, on a Monday morning."""

from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage

import pytest

from tests.accounts.conftest import Letterbox
from tests.mail_answers.conftest import coordinator as coordinator  # noqa: PLC0414 (a fixture)
from tests.mail_answers.conftest import owed as owed  # noqa: PLC0414 (a fixture)
from tests.notifications.conftest import letterbox as letterbox  # noqa: PLC0414 (a fixture)
from tests.notifications.conftest import mails
from tests.notifications.conftest import morning as morning  # noqa: PLC0414 (a fixture)
from tracker.accounts.models import User
from tracker.owner_mails.models import OwnerMailing
from tracker.owner_mails.write_mails import is_time, send_waiting, today_of_house, write_mails

TellOwners = Callable[[datetime], list[EmailMessage]]


@pytest.fixture
def sends(jonas: User) -> None:
    OwnerMailing.say(is_on=True, by=jonas)


@pytest.fixture
def tell_owners(letterbox: Letterbox) -> TellOwners:
    """What the worker does every few minutes; gives the mails that arrived of it."""

    def told(now: datetime) -> list[EmailMessage]:
        before = len(letterbox.received)
        if is_time(now):
            write_mails(today_of_house(now))
            send_waiting(1_000, now)
        return mails(letterbox)[before:]

    return told
