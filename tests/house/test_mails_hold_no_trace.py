"""No mail tells of what is restricted to whoever does not see it, and none names it in its subject."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.message import Message
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from django.core import mail
from django.utils import timezone

from tests.conftest import CANARY
from tests.house.matter import spread
from tracker.accounts.models import User
from tracker.background.mail_rows import MailRow, MailStatus
from tracker.background.worker import Worker
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.owner_mails.models import OwnerMailing
from tracker.partner_links.models import LinkMail

pytestmark = pytest.mark.one_database
# By its clock every office has begun its day.
MONDAY = datetime(2030, 3, 4, 15, tzinfo=UTC)
SENDERS = ("calendar_mails", "circulation", "notifications", "owner_mails", "reports")


def words_of(message: Message) -> Iterator[str]:
    """Of each part; of a spreadsheet or a document, of each file within."""
    for part in message.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield content.decode(errors="replace")
            if is_zipfile(BytesIO(content)):
                with ZipFile(BytesIO(content)) as held:
                    yield from (held.read(name).decode(errors="replace") for name in held.namelist())


@pytest.fixture
def sent(
    things: dict[str, Any], secret: FollowUp, claire: User, omar: User, jonas: User, today: date,
    monkeypatch: pytest.MonkeyPatch, settings: Any,
) -> list[Any]:  # fmt: skip
    """What leaves of a house in which a restricted matter stands everywhere, and all its mails are to be sent."""
    spread(secret, things, former_owner=omar, by=claire, today=today)
    # Somebody outside owns something of which they may be told, and something of which they may not.
    outside = Person.add(by=claire, name="Rosa Conti", email="rosa@elsewhere.example")
    for row in (secret, FollowUp.log(by=claire, title="The list", due_on=today)):
        FollowUp.objects.filter(pk=row.pk).update(owner=outside, due_on=MONDAY.date())
    OwnerMailing.say(is_on=True, by=jonas)
    for kind in MailRow.kinds():
        kind._base_manager.update(status=MailStatus.WAITING, said="", at=MONDAY - timedelta(hours=1))
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    before = len(mail.outbox)
    tasks = [each.task for name, each in Worker().periodic.items() if name.split(".")[1] in SENDERS]
    for _round in range(2):
        for task in tasks:
            task.call()
    return mail.outbox[before:]


def test_mails_of_each_kind_leave_and_none_holds_a_trace(sent: list[Any], secret: FollowUp) -> None:
    ids = {message.extra_headers["Message-ID"] for message in sent}
    silent = {kind.__name__ for kind in MailRow.kinds() if not kind._base_manager.filter(message_id__in=ids).exists()}
    # Only while it is made the token of a link is known.
    assert silent <= {LinkMail.__name__}
    assert [message.subject for message in sent if CANARY in message.subject] == []
    readers = {user.email: user for user in User.objects.all()}
    told = []
    for message in sent:
        [address] = message.to
        reader = readers.get(address.rpartition("<")[2].rstrip(">"))
        knows = reader is not None and FollowUp.objects.visible_to(reader).filter(pk=secret.pk).exists()
        if not knows and any(CANARY in words for words in words_of(message.message())):
            told.append((address, message.subject))
    assert told == []
