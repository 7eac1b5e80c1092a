"""The mailbox of the house, read over IMAP: each mail that nobody has read is taken in, and then marked as read."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from imaplib import IMAP4
from urllib.parse import unquote, urlsplit

from imap_tools import MailBox, MailBoxUnencrypted
from imap_tools.mailbox import BaseMailBox

from tracker.incoming_mail.models import Why
from tracker.incoming_mail.take_mail import LARGEST, note_aside, take_mail

# Seconds: to be answered; and to wait for mails before asking whether the line still stands (RFC 2177: below 29 min).
TIMEOUT, WAIT = 60, 60
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
PORTS = {"imaps": 993, "imap": 143}
# What `imaplib` raises when the line is cut, or the server says no.
CUT_OFF = IMAP4.error


@dataclass(frozen=True, slots=True)
class Place:
    is_encrypted: bool
    host: str
    port: int
    user: str
    password: str
    folder: str


def place_of(url: str) -> Place:
    """`imaps://user:password@host:port/folder`; plain `imap://` is for a server on the same machine."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or not parts.username:
        raise ValueError("MAIL_IN_URL must look like imaps://user:password@host/folder")
    if parts.scheme == "imap" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise ValueError("MAIL_IN_URL must begin with imaps:// where the mail server is another machine.")
    secret = unquote(parts.password or "")
    port, folder = parts.port or PORTS[parts.scheme], unquote(parts.path.strip("/")) or "INBOX"
    return Place(parts.scheme == "imaps", parts.hostname, port, unquote(parts.username), secret, folder)


@contextmanager
def opened(url: str) -> Iterator[BaseMailBox]:
    place = place_of(url)
    kind = MailBox if place.is_encrypted else MailBoxUnencrypted
    with kind(place.host, place.port, timeout=TIMEOUT) as box:
        box.login(place.user, place.password, place.folder)
        yield box


def read(url: str) -> int:
    """Take in what nobody has read; how many mails."""
    with opened(url) as box:
        return take_unread(box)


def read_and_wait(url: str, is_over: Callable[[], bool]) -> None:
    """The same, and then each mail as it comes, until `is_over`."""
    with opened(url) as box:
        while not is_over():
            take_unread(box)
            box.idle.wait(timeout=WAIT)


def take_unread(box: BaseMailBox) -> int:
    """Marked when it is taken: whatever is cut off in between is taken once all the same, by its Message-ID."""
    uids = box.uids("UNSEEN")
    for uid in uids:
        _take(box, uid)
        box.flag(uid, "\\Seen", True)
    return len(uids)


def _take(box: BaseMailBox, uid: str) -> None:
    size = _size(box, uid)
    if size > LARGEST:
        note_aside(_fetched(box, uid, "BODY.PEEK[HEADER]"), Why.TOO_LARGE, size=size)
    elif raw := _fetched(box, uid, "BODY.PEEK[]"):
        take_mail(raw)


def _size(box: BaseMailBox, uid: str) -> int:
    said = box.client.uid("fetch", uid, "(RFC822.SIZE)")[1]
    found = SIZE.search(b" ".join(each for each in said if isinstance(each, bytes)))
    return int(found[1]) if found else 0


def _fetched(box: BaseMailBox, uid: str, part: str) -> bytes:
    """Empty when somebody else has moved it away meanwhile."""
    said = box.client.uid("fetch", uid, f"({part})")[1]
    return next((each[1] for each in said if isinstance(each, tuple)), b"")
