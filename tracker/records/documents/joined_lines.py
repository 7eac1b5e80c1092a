"""Text whose lines some program wrapped, as a PDF or a mail does, with each paragraph on one line."""

import re

from tracker.kit.text import BREAK

_BROKEN = re.compile(BREAK)
_BULLET = re.compile(r"[-–—−*•·▪▫◦‣⁃●○■□➢→✓]\s")
_NUMBERING = re.compile(r"\(?(?:\d+(?:\.\d+)*|[a-z]|[ivxlc]+|[IVXLC]+|[A-Z])[.)]\)?")
_ENDED = re.compile(r"[.!?…:;؟۔।。！？](?:[\"'”’)\]]|\s?»)*\Z")
# Lines longer than this were wrapped by nobody.
LONGEST_WRAPPED = 130
# How far a line reaches that was wrapped, as a share of the longest: a sentence may end in it, or only go on below.
FULL, LONG = 0.85, 0.6


def joined(text: str) -> str:
    """Empty lines, items of lists and headings stay. Words that were broken at the end of a line are whole again."""
    lines = [line.strip() for line in text.splitlines()]
    width = _width(lines)
    found: list[str] = []
    last = ""
    for line in lines:
        if found and last and line and _goes_on(last, line, width):
            # With the break in it, that a hyphen at the end of the line was part of no word can be told.
            found[-1] = _BROKEN.sub("", f"{found[-1]}\n{line}").replace("\n", " ")
        else:
            found.append(line)
        last = line
    return "\n".join(found)


def _width(lines: list[str]) -> int:
    """Of a line that was wrapped; 0 where some are too long for that."""
    longest = max(map(len, lines), default=0)
    return longest if longest <= LONGEST_WRAPPED else 0


def _goes_on(line: str, below: str, width: int) -> bool:
    if _BULLET.match(below) or _NUMBERING.match(below) or "\t" in line or " | " in line:
        return False
    if _BROKEN.search(f"{line}\n{below}"):
        return True
    if below[0].islower():
        return not _ENDED.search(line) or len(line) >= LONG * width
    return bool(width) and len(line) >= (FULL if _ENDED.search(line) else LONG) * width
