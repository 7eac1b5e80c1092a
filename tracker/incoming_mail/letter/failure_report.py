"""What a mail server reports that could not deliver a mail of ours: RFC 3464, as most servers write it."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_string
from email.message import Message
from email.utils import parseaddr

from tracker.background.refusals import is_of_the_address
from tracker.incoming_mail.letter import headers

FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FailureReport:
    """`message_id` is that of the mail that did not arrive, with its brackets; `addresses` are in small letters."""

    message_id: str
    addresses: frozenset[str]
    said: str


def report_in(message: Message) -> FailureReport | None:
    """Of recipients whom it did not reach for good, because of their address."""
    kind = str(message.get_param("report-type", "") or "").lower()
    if message.get_content_type() != "multipart/report" or kind != "delivery-status" or not message.is_multipart():
        return None
    addresses: set[str] = set()
    said = ""
    for block in _blocks(message):
        words = headers.said(block, "Diagnostic-Code").partition(";")[2].strip()
        status = headers.said(block, "Status").strip()
        is_lost = headers.said(block, "Action").strip().lower() == FAILED and status.startswith("5")
        if is_lost and is_of_the_address(status) and is_of_the_address(words):
            addresses |= {*_recipients(block)}
            said = said or words or status
    return FailureReport(_message_id(message), frozenset(addresses), said) if addresses else None


def _blocks(message: Message) -> Iterator[Message]:
    """Each recipient's: the standard library reads the report as mails that are all head."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status" and isinstance(part.get_payload(), list):
            yield from (block for block in part.get_payload() if isinstance(block, Message))


def _recipients(block: Message) -> Iterator[str]:
    for name in ("Original-Recipient", "Final-Recipient"):
        kind, _sign, address = headers.said(block, name).partition(";")
        if kind.strip().lower() in ("rfc822", "utf-8") and (found := parseaddr(address.strip())[1]):
            yield found.lower()


def _message_id(message: Message) -> str:
    """Of the mail that it gives back, whole or its head; else of the mail that it answers."""
    for part in message.walk():
        kind, held = part.get_content_type(), part.get_payload()
        # The standard library reads a message of any kind as one that holds another.
        if kind.startswith("message/rfc822") and isinstance(held, list) and held and isinstance(held[0], Message):
            given_back = held[0]
        elif kind == "text/rfc822-headers":
            given_back = message_from_string(part.get_payload(decode=True).decode("ascii", "replace"))  # type: ignore[union-attr]
        else:
            continue
        if found := headers.MESSAGE_ID.search(headers.said(given_back, "Message-ID")):
            return found[0]
    return next((f"<{each}>" for each in headers.answered(message)), "")
