"""What mail servers say of an address: for now or for good, of the address itself or of something else."""

import re
from collections.abc import Collection
from email.utils import parseaddr
from smtplib import SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected
from typing import Any

from tracker.background.mail_rows import MailRow
from tracker.background.models import Bounce

TEMPORARY, FOR_GOOD = range(400, 500), range(500, 600)
SERVER_ERROR = 500
# A mail service that does not know us, or wants us to wait: nothing was taken, and no other mail would be.
KNOWS_US_NOT = (401, 403, 429)
# RFC 3463: such as "5.1.1". Of its second number these tell of the mail, the way or the sender, not of the address;
# and "5.2.3" of a mail that is too large for it.
ENHANCED = re.compile(r"\b5\.(\d{1,3})\.(\d{1,3})\b")
OF_SOMETHING_ELSE = frozenset({"3", "5", "6", "7"})
TOO_LARGE = ("2", "3")


def is_loss(error: Exception) -> bool:
    """Nobody knows what became of the mail, nor whether the server is still there."""
    if isinstance(error, SMTPServerDisconnected | TimeoutError | ConnectionError):
        return True
    # A mail service that gave no answer, or stumbled.
    answer: Any = getattr(error, "response", error)
    return answer is None or getattr(answer, "status_code", 0) >= SERVER_ERROR


def is_closed_to_us(error: Exception) -> bool:
    """A mail service took nothing, whatever the mail: it could not be reached, or does not know us."""
    answer: Any = getattr(error, "response", None)
    is_unreached = "NewConnectionError" in repr(error.__cause__) or "ConnectTimeout" in repr(error.__cause__)
    return is_unreached or getattr(answer, "status_code", 0) in KNOWS_US_NOT


def is_temporary(refusal: Exception) -> bool:
    """As a server says that knows nobody yet: to be tried again."""
    if isinstance(refusal, SMTPRecipientsRefused):
        return all(code in TEMPORARY for code, _words in refusal.recipients.values())
    return isinstance(refusal, SMTPResponseException) and refusal.smtp_code in TEMPORARY


def say_refusal(refusal: Exception) -> str:
    """The server's own words, without the codes around them."""
    refused = getattr(refusal, "recipients", None)
    words = next(iter(refused.values()))[1] if refused else getattr(refusal, "smtp_error", None) or str(refusal)
    return _text(words)


def _text(words: Any) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else str(words)


def is_of_the_address(said: str) -> bool:
    """Whether a refusal for good is about the address, as far as the server's words tell."""
    found = ENHANCED.search(said)
    return found is None or (found[1] not in OF_SOMETHING_ELSE and found.groups() != TOO_LARGE)


def mark_refused(refusal: Exception, message_id: str) -> None:
    """Each recipient whom the server refuses for good, or the mail service does not take at all."""
    if type(refusal).__name__ == "AnymailRecipientsRefused":
        Bounce.mark(parseaddr(refusal.email_message.to[0])[1], say_refusal(refusal), message_id)  # type: ignore[attr-defined]
    if not isinstance(refusal, SMTPRecipientsRefused):
        return
    for address, (code, words) in refusal.recipients.items():
        said = _text(words)
        if code in FOR_GOOD and is_of_the_address(said):
            Bounce.mark(parseaddr(address)[1] or address, said, message_id)


def mark_told(event: Any) -> None:
    """What a mail service tells of a mail: an event as Anymail has it, whichever service sends it."""
    said = str(event.mta_response or event.description or "")
    is_lost = event.event_type in ("bounced", "rejected") and event.reject_reason in ("bounced", "invalid")
    if is_lost and event.recipient and is_of_the_address(said):
        Bounce.mark(event.recipient, said, str(event.message_id or ""))


def mark_returned(message_id: str, addresses: Collection[str], said: str) -> bool:
    """Whether a mail of ours of this Message-ID went to one of these, which a report says it did not reach.

    Anybody may send such a report: the Message-ID is known to nobody but whoever the mail went to, and their servers.
    """
    row = row_of(message_id)
    if row is None or row.address.lower() not in addresses:
        return False
    Bounce.mark(row.address, said, message_id)
    return True


def row_of(message_id: str) -> MailRow | None:
    for kind in MailRow.kinds() if message_id else ():
        row: MailRow | None = kind.objects.filter(message_id=message_id).first()
        if row:
            return row
    return None
