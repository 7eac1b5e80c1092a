"""No mail tells of what is restricted to whoever does not see it, and none names it in its subject."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from email.message import Message
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

import pypdfium2
import pytest
from django.core import mail
from django.utils import timezone

from tests.conftest import CANARY
from tests.house.matter import spread
from tests.house.worlds import Keys, Worlds
from tracker.accounts.models import User
from tracker.background.mail_rows import MailRow, MailStatus
from tracker.background.worker import Worker
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.health.models import Fault, FaultMail
from tracker.owner_mails.models import OwnerMailing
from tracker.partner_links.models import LinkMail

pytestmark = pytest.mark.one_database
# By its clock every office has begun its day.
MONDAY = datetime(2030, 3, 4, 15, tzinfo=UTC)
# What is another each time: the token of a link, and when a file was written.
ANEW = re.compile(r"(?<=/answer/)[\w-]{43}|(?<=W3CDTF\">)[^<]*")
Leave = Callable[[], list[Any]]
SENDERS = ("calendar_mails", "circulation", "health", "notifications", "owner_mails", "reports")


def words_of(message: Message) -> Iterator[str]:
    """Of each part; of a spreadsheet or a document, of each file within."""
    for part in message.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and is_zipfile(BytesIO(content)):
            with ZipFile(BytesIO(content)) as held:
                yield from (held.read(name).decode(errors="replace") for name in held.namelist())
        elif isinstance(content, bytes) and content.startswith(b"%PDF"):
            yield from (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
        elif isinstance(content, bytes):
            yield content.decode(errors="replace")


def knows(message: Any, matter: int) -> bool:
    """Whether its reader sees the matter when they sign in."""
    [address] = message.to
    reader = User.objects.filter(email=address.rpartition("<")[2].rstrip(">")).first()
    return reader is not None and FollowUp.objects.visible_to(reader).filter(pk=matter).exists()


@pytest.fixture
def leave(
    things: dict[str, Any], claire: User, jonas: User, today: date, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Leave:
    """What leaves of the house on a Monday on which all its mails are to be sent."""
    # Somebody outside owns something of which they may be told.
    outside = Person.add(by=claire, name="Rosa Conti", email="rosa@elsewhere.example")
    FollowUp.log(by=claire, title="The list", owner=outside, due_on=MONDAY.date())
    OwnerMailing.say(is_on=True, by=jonas)
    fault = Fault.note("ValueError", "tracker/x.py, f, line 3", address="/follow-ups/", request="")
    FaultMail.objects.create(fault=fault, user=jonas)
    Fault.objects.update(last_at=MONDAY)
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}

    def leave() -> list[Any]:
        for kind in MailRow.kinds():
            kind._base_manager.update(status=MailStatus.WAITING, said="", at=MONDAY - timedelta(hours=1))
        before = len(mail.outbox)
        tasks = [each.task for name, each in Worker().periodic.items() if name.split(".")[1] in SENDERS]
        with monkeypatch.context() as patch:
            patch.setattr(timezone, "now", lambda: MONDAY)
            for _round in range(2):
                for task in tasks:
                    task.call()
        return mail.outbox[before:]

    return leave


def test_mails_of_each_kind_leave_and_none_holds_a_trace(
    things: dict[str, Any], secret: FollowUp, claire: User, omar: User, today: date, leave: Leave
) -> None:
    spread(secret, things, former_owner=omar, by=claire, today=today)
    FollowUp.objects.filter(pk=secret.pk).update(owner=Person.objects.get(name="Rosa Conti"), due_on=MONDAY.date())
    sent = leave()
    ids = {message.extra_headers["Message-ID"] for message in sent}
    silent = {kind.__name__ for kind in MailRow.kinds() if not kind._base_manager.filter(message_id__in=ids).exists()}
    # Only while it is made the token of a link is known.
    assert silent <= {LinkMail.__name__}
    assert [message.subject for message in sent if CANARY in message.subject] == []
    to_strangers = [message for message in sent if not knows(message, secret.pk)]
    told = [each.subject for each in to_strangers if any(CANARY in words for words in words_of(each.message()))]
    assert (told, len(to_strangers) > 5) == ([], True)


def test_a_world_with_a_restricted_matter_mails_the_same_to_strangers(
    worlds: Worlds, omar: User, noor: User, amina: User, jonas: User, leave: Leave
) -> None:
    accounts = {user.email for user in User.objects.all()} - {user.email for user in (omar, noor, amina, jonas)}

    def look(_matter: Keys) -> list[tuple[str, str, list[str]]]:
        return sorted(
            (message.to[0], message.subject, [ANEW.sub("", words) for words in words_of(message.message())])
            for message in leave()
            if not any(address in message.to[0] for address in accounts)
        )

    there, without = worlds.both(look)
    assert [mail for mail in there if mail not in without] == [mail for mail in without if mail not in there] == []
    assert len(there) > 5
