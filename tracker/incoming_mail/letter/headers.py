"""Who sent a mail, to whom and when, by its headers: which anybody may have written, and written wrongly."""

import re
from datetime import datetime
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from hashlib import sha256

from django.utils import timezone

LONGEST_ID, LONGEST_ADDRESS = 250, 254
MESSAGE_ID = re.compile(r"<([^<>\s]{1,250})>")
MOST_NAMED = 100
ADDRESSED = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
# Who sends when a mail could not be delivered, and whom nobody answers.
MACHINES = re.compile(r"^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|ne-?pas-?repondre)\b", re.IGNORECASE)
# No mail is older.
EARLIEST = 1990


def message_id_of(message: Message, raw: bytes) -> str:
    found = MESSAGE_ID.search(said(message, "Message-ID"))
    return found[1][:LONGEST_ID] if found else digest_id(raw)


def digest_id(raw: bytes) -> str:
    return f"{sha256(raw).hexdigest()}@no-message-id"


def said(message: Message, name: str) -> str:
    """What a header says, all of its name together, decoded as far as it can be."""
    values = [decoded(_typed(value)) for each, value in message.raw_items() if each.lower() == name.lower()]
    return clean(", ".join(values) if name in ADDRESSED else " ".join(values))


def _typed(value: object) -> str:
    """Letters that no header may hold as they are, and that some programs write so, in UTF-8 (RFC 6532) or older."""
    octets = str(value).encode("utf-8", "surrogateescape")
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets.decode("cp1252", "replace")


def clean(text: str) -> str:
    """What a database takes: no NUL, no halves of letters."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def decoded(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (LookupError, ValueError, UnicodeError):
        return value


def sender_of(message: Message) -> str:
    """Of several nobody knows who wrote: a mail server checks one of them, and a reader sees another."""
    given = message.get_all("From", [])
    addresses = [address for _name, address in getaddresses([decoded(str(each)) for each in given]) if address]
    is_one = len(given) == len(addresses) == 1 and addresses[0].count("@") == 1
    return clean(addresses[0]).strip().lower()[:LONGEST_ADDRESS] if is_one else ""


def sent_at(message: Message) -> datetime:
    """When it was sent, as it says; now, where it does not or where that is still to come."""
    now = timezone.now()
    try:
        at = parsedate_to_datetime(str(message.get("Date", "")))
        at = at if at.tzinfo else timezone.make_aware(at)
        return at if datetime(EARLIEST, 1, 1, tzinfo=at.tzinfo) < at < now else now
    except (ValueError, TypeError, OverflowError, IndexError):
        return now


def is_automatic(message: Message) -> bool:
    """Sent by a machine: to such a mail nobody answers, and it says nothing that somebody wrote (RFC 3834)."""
    submitted = said(message, "Auto-Submitted").partition(";")[0].strip().lower()
    precedence = said(message, "Precedence").strip().lower()
    return (
        submitted not in ("", "no")
        or precedence in ("bulk", "junk", "auto_reply", "list")
        or bool(message.get("X-Auto-Response-Suppress") or message.get("X-Autoreply") or message.get("X-Autorespond"))
        or said(message, "Return-Path").strip() == "<>"
        or message.get_content_type() == "multipart/report"
        or bool(MACHINES.match(sender_of(message)))
    )


def addressed(message: Message) -> list[str]:
    given = [words for name in ADDRESSED if (words := said(message, name))]
    return [address for _name, address in getaddresses(given, strict=False)][:MOST_NAMED]


def answered(message: Message) -> list[str]:
    """The Message-IDs of the mails that it answers, the last of them first."""
    named = MESSAGE_ID.findall(f"{said(message, 'References')} {said(message, 'In-Reply-To')}")
    return named[-MOST_NAMED:][::-1]
