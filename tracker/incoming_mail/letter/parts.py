"""The parts of a mail: its text, and the files that hang on it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import Any

from tracker.incoming_mail.letter.headers import clean, decoded
from tracker.incoming_mail.letter.text_of_html import text_of_html

# Of one text: what is longer is no letter.
LONGEST_TEXT = 500_000
# Parts that a mail has, and how deep they stand in one another.
MOST_PARTS, DEEPEST = 500, 20


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    content: bytes


def parts_of(message: Message) -> Iterator[Message]:
    """Each part that holds something, in order; not those of a mail that hangs on it."""
    count = 0
    stack = [(message, 0)]
    while stack and count < MOST_PARTS:
        part, deep = stack.pop()
        count += 1
        below: Any = part.get_payload() if part.get_content_maintype() == "multipart" else None
        if isinstance(below, list):
            if deep < DEEPEST:
                stack.extend((each, deep + 1) for each in reversed(below))
        else:
            yield part


def _is_file(part: Message) -> bool:
    is_text = part.get_content_type() in ("text/plain", "text/html")
    return part.get_content_disposition() == "attachment" or bool(part.get_filename()) or not is_text


def text_of(parts: list[Message]) -> str:
    """The plain one where there is one: it is what the author's program made of what was written."""
    texts = [part for part in parts if not _is_file(part)]
    plain = "\n\n".join(_string(part) for part in texts if part.get_content_type() == "text/plain").strip()
    if plain:
        return clean(plain[:LONGEST_TEXT])
    html = "\n".join(_string(part) for part in texts if part.get_content_type() == "text/html")
    return clean(text_of_html(html[:LONGEST_TEXT]))


def _string(part: Message) -> str:
    content = _bytes(part)
    named = part.get_content_charset() or "utf-8"
    for charset in (named, "utf-8", "cp1252"):
        try:
            text = content.decode(charset)
            break
        except (LookupError, UnicodeError, ValueError):
            continue
    else:
        text = content.decode("latin-1")
    return _unflowed(text) if str(part.get_param("format") or "").lower() == "flowed" else text


def _unflowed(text: str) -> str:
    """Lines that a program broke with a space at their end go on in the next (RFC 3676)."""
    lines: list[str] = []
    joins = False
    for line in text.replace("\r\n", "\n").split("\n"):
        if joins and not line.startswith(">") and line != "-- ":
            lines[-1] += line.removeprefix(" ")
        else:
            lines.append(line.removeprefix(" "))
        joins = line.endswith(" ") and line != "-- " and not line.startswith(">")
    return "\n".join(lines)


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def message_sent_on(message: Message) -> Message | None:
    """The mail that hangs on this one, where it was sent on as a file."""
    held = (part.get_payload() for part in message.walk() if part.get_content_type() == "message/rfc822")
    first: Any = next(held, None)
    return first[0] if isinstance(first, list) and first else None


def html_of(parts: list[Message]) -> str:
    """The HTML in which pictures stand that are no files: a logo below a name."""
    return "".join(_string(part)[:LONGEST_TEXT] for part in parts if part.get_content_type() == "text/html")


def attachments(parts: list[Message], html: str) -> Iterator[Attachment]:
    for part in parts:
        if not _is_file(part) or part.get_content_type() in ("text/calendar", "application/pkcs7-signature"):
            continue
        if part.get_content_type() == "message/rfc822":
            held: Any = part.get_payload()
            if isinstance(held, list) and held:
                within = list(parts_of(held[0]))
                yield from attachments([each for each in within if each.get_content_type() != "message/rfc822"], "")
            continue
        cid = str(part.get("Content-ID") or "").strip(" <>")
        if part.get_content_maintype() == "image" and cid and f"cid:{cid}" in html:
            continue
        yield Attachment(_name(part), _bytes(part))


def _name(part: Message) -> str:
    """Without folders and control characters; what has none is called by what it is."""
    given = clean(decoded(str(part.get_filename() or "")))
    name = re.sub(r"[\x00-\x1f\x7f/\\\u202a-\u202e\u2066-\u2069]+", " ", re.split(r"[/\\]", given)[-1]).strip(" .")
    return name or f"file.{re.sub(r'[^a-z0-9]', '', part.get_content_subtype())[:10] or 'bin'}"


def calendar_answer(parts: list[Message]) -> str:
    """What a calendar answers to an invitation, or asks about it (RFC 5546); empty where the mail holds none."""
    return clean(next((_string(part)[:LONGEST_TEXT] for part in parts if _is_calendar_answer(part)), ""))


def _is_calendar_answer(part: Message) -> bool:
    method = str(part.get_param("method") or "").upper()
    return part.get_content_type() == "text/calendar" and method in ("REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH")
