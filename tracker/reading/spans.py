"""Stretches of a text, and the text as cues see it."""

import re
from dataclasses import dataclass

WORD = re.compile(r"[^\W_](?:[\w'-]*[^\W_])?")
_PLAIN = {
    ord("’"): "'",
    ord("‘"): "'",
    ord("\u00a0"): " ",
    ord("\u202f"): " ",
    ord("‑"): "-",
    ord("–"): "-",
    ord("—"): "-",
}
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text, in code points; `end` is the first place after it."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def plain(text: str) -> str:
    """The text with one kind of space, apostrophe and dash; every place is where it was."""
    return _SPACE.sub(" ", text.translate(_PLAIN))


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def spaced(pattern: str) -> str:
    """A pattern in which a space stands for as many as the text has there: wrapped lines and CRLF make more."""
    return pattern.replace(" ?", "\0").replace(" ", " +").replace("\0", " *")


def lowered(words: str) -> str:
    """In small letters. One letter stays one letter, whatever the language: places must not move."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in words)
