"""Text whose lines some program wrapped, as a PDF or a mail does, with each paragraph on one line."""

import re
from collections.abc import Iterator

from tracker.kit.text import BREAK

_BROKEN = re.compile(BREAK)
_BULLET = re.compile(r"[-–—−*•·▪▫◦‣⁃●○■□➢→✓]\s")
_NUMBERING = re.compile(r"\(?(?:\d+(?:\.\d+)*|[a-z]|[ivxlc]+|[IVXLC]+|[A-Z])[.)]\)?")
_ENDED = re.compile(r"[.!?…:;؟۔।。！？](?:[\"'”’)\]]|\s?»)*\Z")
# Lines longer than this were wrapped by nobody.
LONGEST_WRAPPED = 130
# How far a line reaches that was wrapped, as a share of the longest: a sentence may end in it, or only go on below.
FULL, LONG = 0.85, 0.6
# Where every line has an empty one below it, so many of them tell that these part no paragraphs.
FEWEST_SPACED, SMALL = 4, 0.3
# With these a word of two begins: the hyphen behind them is not there for the end of the line.
FIRST_HALVES = {
    "anti", "contre", "counter", "cross", "five", "four", "full", "half", "high", "long", "low", "mid", "multi", "non",
    "self", "semi", "short", "sous", "ten", "three", "two", "vice", "well",
}  # fmt: skip
_PAGE = re.compile(r"(?:pages?|p\.)?\s*[-–—]?\s*\d{1,4}\s*(?:(?:of|sur|de|/)\s*\d{1,4})?\s*[-–—]?", re.IGNORECASE)
_QUOTED = re.compile(r"(?:>\s?)+")
_LAST_WORD, _FIRST_WORD = re.compile(r"(\w+)[^\w\s\xad]\s*$"), re.compile(r"\w+")


def joined(text: str) -> str:
    """Empty lines, items of lists and headings stay. Words that were broken at the end of a line are whole again.

    A number of a page goes, where a sentence goes on behind it.
    """
    lines = _without_spaces_between([line.strip() for line in text.splitlines()])
    width = _width(lines)
    found: list[str] = []
    last = ""
    for line in _without_pages(lines, width):
        if found and last and line and _goes_on(last, line, width):
            found[-1] = _as_one(found[-1], line, text)
        else:
            found.append(line)
        last = line
    return "\n".join(found)


def _without_spaces_between(lines: list[str]) -> list[str]:
    """Some programs give every line of a PDF out as a paragraph of its own."""
    words = [line for line in lines if line]
    is_spaced = len(words) >= FEWEST_SPACED and lines[::2] == words and not any(lines[1::2])
    return words if is_spaced and sum(line[0].islower() for line in words) >= SMALL * len(words) else lines


def _without_pages(lines: list[str], width: int) -> Iterator[str]:
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and (not lines[end] or _PAGE.fullmatch(lines[end])):
            end += 1
        between, beside = lines[place:end], lines[place - 1 : place] + lines[end : end + 1]
        is_page = sum(map(bool, between)) == 1 and len(beside) == 2
        if not (is_page and _goes_on(beside[0], beside[1], width)):
            yield from between
        yield from lines[end : end + 1]
        place = end + 1


def _as_one(line: str, below: str, text: str) -> str:
    if line.startswith(">"):
        below = _QUOTED.sub("", below, count=1)
    half, rest = _LAST_WORD.search(line), _FIRST_WORD.match(below)
    if half and rest and _BROKEN.search(f"{line}\n{below}"):
        whole = f"{half[1]}-{rest[0]}"
        if half[1].lower() in FIRST_HALVES or whole in text:
            return f"{line.rstrip()}{below}"
    # With the break in it, that a hyphen at the end of the line was part of no word can be told.
    return _BROKEN.sub("", f"{line}\n{below}").replace("\n", " ")


def _width(lines: list[str]) -> int:
    """Of a line that was wrapped; 0 where some are too long for that."""
    longest = max(map(len, lines), default=0)
    return longest if longest <= LONGEST_WRAPPED else 0


def _goes_on(line: str, below: str, width: int) -> bool:
    if not below or line.startswith(">") != below.startswith(">"):
        return False
    below = _QUOTED.sub("", below, count=1)
    if not below or _BULLET.match(below) or _NUMBERING.match(below) or "\t" in line or " | " in line:
        return False
    if _BROKEN.search(f"{line}\n{below}"):
        return True
    if below[0].islower():
        return not _ENDED.search(line) or len(line) >= LONG * width
    return bool(width) and len(line) >= (FULL if _ENDED.search(line) else LONG) * width
