"""Mails as rows: each is written before it goes out, and whoever sends it says in its row how far it came.

What is guaranteed: no mail goes out twice by itself. Killed before the mail server was given the words, a mail is sent
by whoever comes next, under the same Message-ID. Killed, or cut off, between that and the server's answer, nobody knows
whether it was taken: it is "perhaps sent", and goes out again only if somebody asks for it.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.utils import make_msgid
from smtplib import SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)

# What was begun so long ago was cut off; what was put off so often is not tried any more.
CUT_OFF, MOST_ATTEMPTS = timedelta(minutes=30), 100
TEMPORARY = range(400, 500)


class MailStatus(models.TextChoices):
    WAITING = "waiting", _("To be sent")
    BEGUN = "begun", _("Being sent")
    HANDED = "handed", _("Being taken by the mail server")
    SENT = "sent", _("Sent")
    NOT_SENT = "not_sent", _("Not sent")
    UNSURE = "unsure", _("Perhaps sent")


class NotOurs(Exception):  # noqa: N818
    """Somebody else took the row over, as whoever had it was silent for too long."""


class MailRowQuerySet[Row: "MailRow"](models.QuerySet[Row]):
    def waiting(self) -> Self:
        return self.filter(status=MailStatus.WAITING)

    def settle_cut_off(self, now: datetime) -> None:
        """What its sender never came to the end of: sent again where the mail server cannot have it."""
        old = self.filter(at__lt=now - CUT_OFF)
        old.filter(status=MailStatus.BEGUN).update(status=MailStatus.WAITING)
        old.filter(status=MailStatus.HANDED).update(status=MailStatus.UNSURE)


def new_message_id() -> str:
    return make_msgid(domain=urlsplit(settings.SITE_ADDRESS).hostname or "localhost")


class MailRow(models.Model):
    """`message_id` is fixed with the row; `attempts` tells the one who sends it from whoever did before."""

    status = models.CharField(_("status"), max_length=10, choices=MailStatus, default=MailStatus.WAITING)
    message_id = models.CharField(max_length=200, editable=False, default=new_message_id)
    attempts = models.PositiveIntegerField(_("attempts"), default=0, editable=False)
    said = models.CharField(_("what the mail server said"), max_length=300, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        abstract = True

    def claim(self) -> bool:
        """Whether this mail is now ours to send: it is only once, whoever else tries."""
        return self._move(MailStatus.WAITING, status=MailStatus.BEGUN, attempts=F("attempts") + 1) and self._count()

    def hand_over(self) -> None:
        """The mail server is about to be given the words. Raises NotOurs."""
        if not self._move(MailStatus.BEGUN, status=MailStatus.HANDED):
            raise NotOurs

    def close(self, status: str, said: str = "", **more: Any) -> None:
        self._move(MailStatus.BEGUN, MailStatus.HANDED, status=status, said=said[:300], **more)

    def _count(self) -> bool:
        self.attempts += 1
        return True

    def _move(self, *before: str, **values: Any) -> bool:
        same = type(self)._base_manager.filter(pk=self.pk, status__in=before, attempts=self.attempts)
        if not same.update(**values, at=timezone.now()):
            return False
        self.status = values["status"]
        return True


def send_rows[Row: MailRow](rows: Iterable[Row], mail_of: Callable[[Row], EmailMessage | None]) -> None:
    """Send those that are still to be sent. `mail_of` gives None where nothing is left to say, and closes the row."""
    backend: Any = mailers.default
    try:
        backend.open()
    except OSError:
        log.warning("The mail server could not be reached.", exc_info=True)
        return
    try:
        for row in rows:
            if row.claim() and not _send(row, mail_of(row), backend):
                break
    finally:
        backend.close()


def _send(row: MailRow, message: EmailMessage | None, backend: Any) -> bool:
    """Whether the mail server is still there for the next one."""
    if message is None:
        return True
    message.extra_headers["Message-ID"] = row.message_id
    try:
        with _before_content(backend, row.hand_over):
            backend.send_messages([message])
    except NotOurs:
        return False
    except (SMTPServerDisconnected, TimeoutError, ConnectionError) as loss:
        lost = MailStatus.UNSURE if row.status == MailStatus.HANDED else MailStatus.WAITING
        row.close(lost, str(loss))
        return False
    except (OSError, ValueError) as refusal:
        again = _is_temporary(refusal) and row.attempts < MOST_ATTEMPTS
        row.close(MailStatus.WAITING if again else MailStatus.NOT_SENT, say_refusal(refusal))
    else:
        row.close(MailStatus.SENT)
    return True


@contextmanager
def _before_content(backend: Any, deed: Callable[[], None]) -> Iterator[None]:
    """Do `deed` at the last moment at which the mail server cannot have the mail: before SMTP's DATA."""
    connection: Any = getattr(backend, "connection", None)
    if not hasattr(connection, "data"):
        deed()
        yield
        return

    def data(words: Any) -> Any:
        deed()
        return type(connection).data(connection, words)

    connection.data = data
    try:
        yield
    finally:
        del connection.data


def _is_temporary(refusal: Exception) -> bool:
    """As a server says that knows nobody yet: to be tried again."""
    if isinstance(refusal, SMTPRecipientsRefused):
        return all(code in TEMPORARY for code, _words in refusal.recipients.values())
    return isinstance(refusal, SMTPResponseException) and refusal.smtp_code in TEMPORARY


def say_refusal(refusal: Exception) -> str:
    """The server's own words, without the codes around them."""
    refused = getattr(refusal, "recipients", None)
    words = next(iter(refused.values()))[1] if refused else getattr(refusal, "smtp_error", None) or str(refusal)
    return words.decode(errors="replace") if isinstance(words, bytes) else str(words)
