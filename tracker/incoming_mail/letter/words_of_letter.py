"""Which words of a mail its author wrote, and which were written before: quoted, or sent on.

`mailparser_reply` knows the headers that mail programs write above what they quote. What it does not know of the
programs that our houses use stands here.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from mailparser_reply.parser import EmailReplyParser

from tracker.incoming_mail.letter.marks_of_programs import (
    CLOSING,
    DISCLAIMER,
    FIRST_HEAD,
    FROM_TELEPHONE,
    HEAD,
    MARKS_OF_SUBJECT,
    MOST_BROKEN,
    MOST_SIGNED,
    ORIGINAL,
    SENT_ON,
    SIGNED,
    UNDERSCORES,
    WROTE,
)

# Longer ones are told apart by our own marks alone: the library's patterns take their time.
MOST_PARSED = 40_000
LONGEST_LINE = 2_000


@dataclass(frozen=True, slots=True)
class Words:
    """`own` is what the author wrote, `before` what was written before, without the marks of quoting."""

    own: str
    before: str
    is_sent_on: bool


def words_of(text: str) -> Words:
    lines = _tidy(text)
    at, rest, is_sent_on = _where_others_begin(lines)
    above, below = lines[:at], lines[rest:]
    if at == len(lines) or not _is_answered_between(below):
        own = _without_quotes(above)
    else:
        own, below = _between(lines), [line for line in lines if _is_quoted(line)]
    return Words(_unsigned(own), _former(below), is_sent_on)


def without_marks(subject: str) -> str:
    """What it is about, without "Re:" and "TR:"."""
    return MARKS_OF_SUBJECT.sub("", subject).strip()


def _tidy(text: str) -> list[str]:
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = re.sub(r"[\u200b\u200e\u200f\u2060\ufeff\x00]", "", text).replace("\u00a0", " ").replace("\u202f", " ")
    return [line.rstrip()[:LONGEST_LINE] for line in text.split("\n")]


def _where_others_begin(lines: list[str]) -> tuple[int, int, bool]:
    """The number of the first line that is not the author's, that of the first below its head, and if it is sent on."""
    for number, line in enumerate(lines):
        if SENT_ON.match(line.lstrip("> ")):
            return number, _below_heads(lines, number + 1), True
        if ORIGINAL.match(line) or (UNDERSCORES.match(line) and _is_head(lines, number + 1)):
            return number, _below_wrote(lines, _below_heads(lines, number + 1)), False
        if _is_head(lines, number):
            return number, _below_heads(lines, number), False
        if broken := _wrote(lines, number):
            return number, number + broken, False
        if _is_quoted(line):
            return number, number, False
    return (*_by_library(lines), False)


def _by_library(lines: list[str]) -> tuple[int, int]:
    """The same of what only the library knows, such as programs that speak other languages."""
    text = "\n".join(line.strip() for line in lines)
    if not text.strip() or len(text) > MOST_PARSED:
        return len(lines), len(lines)
    replies = _parser().read(text).replies
    if len(replies) < 2 or not replies[0].content:
        return len(lines), len(lines)
    head = [line.strip() for line in (replies[1].headers or "").strip().split("\n")]
    stripped = [line.strip() for line in lines]
    at = next((n for n in range(len(lines)) if head and stripped[n : n + len(head)] == head), len(lines))
    return at, min(at + len(head), len(lines))


@cache
def _parser() -> EmailReplyParser:
    return EmailReplyParser(languages=["en", "fr", "de", "es", "it", "nl"])


def _is_head(lines: list[str], number: int) -> bool:
    """Whether a mail begins there, as Outlook shows it: who sent it, and at least two of when, to whom, of what."""
    while number < len(lines) and not lines[number].strip():
        number += 1
    if number >= len(lines) or not FIRST_HEAD.match(lines[number]):
        return False
    return sum(bool(HEAD.match(line)) for line in lines[number : number + 8]) >= 3


def _below_heads(lines: list[str], number: int) -> int:
    """The first line below the head of a mail, whose long lines may go on in the next."""
    last = number - 1
    for at in range(number, len(lines)):
        if HEAD.match(lines[at]):
            last = at
        elif at - last > MOST_BROKEN:
            break
    return last + 1


def _wrote(lines: list[str], number: int) -> int:
    """How many lines from there on say who wrote what is quoted below; 0 where none does."""
    if not lines[number].strip():
        return 0
    for more in range(1, MOST_BROKEN + 1):
        said = [line.strip() for line in lines[number : number + more]]
        if len(said) < more or not said[-1]:
            return 0
        if WROTE.match(" ".join(said)):
            return more
    return 0


def _below_wrote(lines: list[str], number: int) -> int:
    first = next((at for at in range(number, len(lines)) if lines[at].strip()), None)
    return first + broken if first is not None and (broken := _wrote(lines, first)) else number


def _is_quoted(line: str) -> bool:
    return line.startswith(">")


def _is_answered_between(lines: list[str]) -> bool:
    """Whether the author goes on below or between what is quoted line by line."""
    first = next((number for number, line in enumerate(lines) if _is_quoted(line)), None)
    if first is None:
        return False
    last = max(number for number, line in enumerate(lines) if _is_quoted(line))
    between = [line for line in lines[:last] if line.strip() and not _is_quoted(line)]
    below = _unsigned(lines[last + 1 :])
    return bool(between or below)


def _between(lines: list[str]) -> list[str]:
    own, number = list[str](), 0
    while number < len(lines):
        if broken := _wrote(lines, number):
            number += broken
            continue
        if not _is_quoted(lines[number]):
            own.append(lines[number])
        elif own and own[-1]:
            own.append("")
        number += 1
    return own


def _without_quotes(lines: list[str]) -> list[str]:
    return [line for line in lines if not _is_quoted(line)]


def _unsigned(lines: list[str]) -> str:
    """Without what stands below it: signature, telephone, what the house's lawyers add."""
    end = len(lines)
    for number, line in enumerate(lines):
        said = line.strip()
        if SIGNED.match(line.lstrip()) or FROM_TELEPHONE.match(said) or DISCLAIMER.match(said):
            end = number
            break
        below = [each for each in lines[number + 1 :] if each.strip() and not DISCLAIMER.match(each.strip())]
        if CLOSING.match(said) and number and len(below) <= MOST_SIGNED and _is_signature(below):
            end = number
            break
    own = "\n".join(lines[:end]).strip()
    own = re.sub(r"\n{3,}", "\n\n", own)
    return own if any(character.isalnum() for character in own) else ""


def _is_signature(lines: list[str]) -> bool:
    """Short lines, of which none ends as a sentence."""
    return all(len(line) <= 80 and not re.search(r"[a-zà-ÿ]{2}[.?!]$", line) for line in lines[:2])


def _former(lines: list[str]) -> str:
    """As it was before it was quoted."""
    if lines and all(_is_quoted(line) for line in lines if line.strip()):
        lines = [re.sub(r"^> ?", "", line) for line in lines]
        lines = lines[_below_heads(lines, 0) :] if _is_head(lines, 0) else lines
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
