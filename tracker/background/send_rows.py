"""Sending mails that are rows: each by one, whoever else tries, and each row says how far it came."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMessage, mailers

from tracker.background.mail_rows import MailRow, MailStatus, NotOurs
from tracker.background.refusals import is_closed_to_us, is_loss, is_temporary, mark_refused, say_refusal
from tracker.setup.mail_server import REFUSALS

log = logging.getLogger(__name__)

# What was put off so often is not tried any more.
MOST_ATTEMPTS = 100
MAY_REFUSE: tuple[type[Exception], ...] = (*REFUSALS, ValueError)


@dataclass(frozen=True, slots=True)
class Sent:
    """How many went out, how many will later, and how many did not; without those that others were sending."""

    sent: int
    later: int
    failed: int


def send_rows[Row: MailRow](rows: Iterable[Row], mail_of: Callable[[Row], EmailMessage | None]) -> Sent:
    """Send those that are still to be sent. `mail_of` gives None where nothing is left to say, and closes the row."""
    found, others = list(rows), 0
    backend: Any = mailers.default
    try:
        backend.open()
    except OSError as loss:
        log.warning("The mail server could not be reached.", exc_info=True)
        for row in found:
            row.put_off(str(loss))
        return Sent(0, len(found), 0)
    try:
        for row in found:
            if not row.claim():
                others += 1
            elif not _send(row, mail_of(row), backend):
                break
    finally:
        backend.close()
    became = Counter(row.status for row in found)
    later = became[MailStatus.WAITING] - others
    return Sent(became[MailStatus.SENT], later, became[MailStatus.NOT_SENT] + became[MailStatus.UNSURE])


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
    except MAY_REFUSE as error:
        if is_loss(error) or is_closed_to_us(error):
            is_taken = row.status == MailStatus.HANDED and not is_closed_to_us(error)
            row.close(MailStatus.UNSURE if is_taken else MailStatus.WAITING, str(error))
            return False
        again = is_temporary(error) and row.attempts < MOST_ATTEMPTS
        row.close(MailStatus.WAITING if again else MailStatus.NOT_SENT, say_refusal(error))
        mark_refused(error, row.message_id)
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
