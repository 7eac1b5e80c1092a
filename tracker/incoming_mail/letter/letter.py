"""A mail read from its bytes. Whatever stands in it, reading gives a letter, or raises `Unreadable`."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes

from tracker.incoming_mail.letter import headers, parts
from tracker.incoming_mail.letter.failure_report import FailureReport, report_in
from tracker.incoming_mail.letter.marks_of_programs import SENT_ON_SUBJECT
from tracker.incoming_mail.letter.words_of_letter import Words, without_marks, words_of

LONGEST_SUBJECT = 250
# The head of a mail is looked for so far.
LONGEST_HEAD = 100_000


class Unreadable(Exception):  # noqa: N818
    """It is no mail that anybody could read; says why."""


@dataclass(frozen=True, slots=True)
class Head:
    """What is noted of every mail, also of one that is not read further."""

    message_id: str
    sender: str
    subject: str


@dataclass(frozen=True, slots=True)
class Letter:
    """`sender` is one address in small letters, empty where the mail does not say who sent it, or names several.

    `server_said` is what mail servers noted about where it comes from.
    `calendar_answer` is what a calendar says in it of itself, as RFC 5545 writes it.
    """

    message_id: str
    sender: str
    subject: str
    at: datetime
    addressed: list[str]
    server_said: list[str]
    is_automatic: bool
    calendar_answer: str
    is_sent_on: bool
    report: FailureReport | None
    words: Words
    attachments: list[parts.Attachment]


def read_letter(raw: bytes) -> Letter:
    try:
        return _read(raw)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError) as error:
        raise Unreadable(f"{type(error).__name__}: {error}"[:200]) from error


def head_of(raw: bytes) -> Head:
    try:
        message = message_from_bytes(raw[:LONGEST_HEAD])
        subject = _subject(headers.said(message, "Subject"))
        return Head(headers.message_id_of(message, raw), headers.sender_of(message), subject[:LONGEST_SUBJECT])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError):
        return Head(headers.digest_id(raw), "", "")


def _read(raw: bytes) -> Letter:
    message = message_from_bytes(raw)
    held = list(parts.parts_of(message))
    subject = _subject(headers.said(message, "Subject"))
    words = words_of(parts.text_of(held))
    if inner := parts.message_sent_on(message):
        words = Words(words.own, parts.text_of(list(parts.parts_of(inner))) or words.before, is_sent_on=True)
    return Letter(
        message_id=headers.message_id_of(message, raw),
        sender=headers.sender_of(message),
        subject=without_marks(subject)[:LONGEST_SUBJECT],
        at=headers.sent_at(message),
        addressed=headers.addressed(message),
        server_said=[str(each) for each in message.get_all("Authentication-Results", [])],
        is_automatic=headers.is_automatic(message),
        calendar_answer=parts.calendar_answer(held),
        is_sent_on=words.is_sent_on or bool(SENT_ON_SUBJECT.match(subject)),
        report=report_in(message),
        words=words,
        attachments=list(parts.attachments(held, parts.html_of(held))),
    )


def _subject(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
