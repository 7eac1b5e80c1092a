"""What kind of line each line of a text is, by its own look alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]*")
_QUOTED = re.compile(r"(?:[ \t]{0,3}(?:>|&gt;))+[ \t]?")
_MARKER = re.compile(
    r"(?:[-*+•·▪▫◦‣●○■□☐➢➤➔→⇒►▶◆✓–—]|[-=]>"
    r"|\d{1,3}(?:\.\d{1,2}){0,3}[.)]|\(?(?:[a-zA-Z]|[ivx]{1,4})\)|[ivx]{1,4}\.|o)[ \t]+"
    r"|(?:\d{1,3}(?:\.\d{1,3}){0,3}|[ivx]{1,4})\.(?=[A-ZÀ-Ý][a-zà-ÿ]+ )"
)
_BOX = re.compile(r"\\?\[([ xX✓✔]?)\\?\][ \t]*")
_HASHES = re.compile(r"(#{1,6})[ \t]*(?=\S)")
_RULE = re.compile(r"[-=_*~ \t]{3,}")
_STRONG = re.compile(r"(\*\*|__)[^*_]{1,80}?\1:?")
_TURN = re.compile(
    r"(?:\[?\d{1,2}:\d\d(?::\d\d)?\]?[ \t]*)?(?:<([^<>\s]{2,20})>[ \t]?:?|"
    r"(?:\*\*)?((?:[A-ZÀ-Ý][\w.'’-]{0,20}|@[\w-]+)(?: [A-ZÀ-Ý][\w.'’-]{0,20}| [a-z]{1,3}(?= [A-ZÀ-Ý])){0,3})"
    r"(?:\*\*)?[ \t]?:(?:\*\*)?)(?=[ \t]+\S)"
)
# What stands above a mail: who wrote it to whom, when, about what.
_FRONT = re.compile(
    r"(?:\*\*)?(?:From|To|Cc|Bcc|Sent|Date|Subject|Reply-To|De|À|Objet|Envoyé(?: le)?)(?:\*\*)? ?:(?=[ \t*])"
)
_CELLS = re.compile(r"[^|\t\s][^|\t]*(?:(?: \| |\t)[ \t]*[^|\t]*){2,}")
_PUNCTUATED = re.compile(r"[.!?;,…]['\"”’)\]]*\Z")
_SHORT = 70


@dataclass(slots=True)
class Line:
    """A line that is not empty: where its words begin (behind quote marks, bullets, boxes) and what it looks like."""

    start: int
    end: int
    kind: str  # heading, item, row, rule, image, front, turn or plain
    words_at: int
    depth: int = 0  # a heading's rank, an item's indent
    quoted: int = 0
    box: str | None = None
    speaker: str = ""
    speaker_at: int = 0
    blank_before: bool = False


def lines_of(text: str) -> Iterator[Line]:
    blank = True
    for found in _LINE.finditer(text):
        raw = found[0]
        if not raw.strip():
            # CRLF leaves an empty match between its two halves: only a line of its own is a blank one.
            blank = blank or _is_blank_line(text, found.start())
            continue
        line = _line(text, found.start(), found.start() + len(raw.rstrip()))
        if line.words_at >= line.end:
            blank = True
            continue
        line.blank_before = blank
        blank = False
        yield line


def _is_blank_line(text: str, place: int) -> bool:
    return place == 0 or (text[place - 1] == "\n" and place < len(text))


def _line(text: str, start: int, end: int) -> Line:
    quote = _QUOTED.match(text, start, end)
    at = quote.end() if quote else start
    while at < end and text[at] in " \t":
        at += 1
    line = Line(start, end, "plain", at, quoted=quote[0].count(">") + quote[0].count("&gt;") if quote else 0)
    if at < end:
        _look(text, line, at - (quote.end() if quote else start))
    return line


def _look(text: str, line: Line, indent: int) -> None:
    at, end = line.words_at, line.end
    if text.startswith(("![", "<img", "data:image"), at):
        line.kind = "image"
    elif _RULE.fullmatch(text, at, end):
        line.kind = "rule"
    elif hashes := _HASHES.match(text, at, end):
        line.kind, line.depth, line.words_at = "heading", len(hashes[1]), hashes.end()
    elif text[at] == "|" or _CELLS.match(text, at, end):
        line.kind = "row"
    elif _FRONT.match(text, at, end):
        line.kind = "front"
    elif marker := _MARKER.match(text, at, end):
        line.kind, line.depth, line.words_at = "item", indent, marker.end()
        _skip_box(text, line)
        if marker[0][0].isdigit() and line.box is None and _is_title(text[line.words_at : end].rstrip(":* ") or "."):
            line.kind, line.depth = "heading", 8
    elif _BOX.match(text, at, end):
        line.kind, line.depth = "item", indent
        _skip_box(text, line)
    elif _is_title(text[at:end]):
        line.kind, line.depth = "heading", 7
    _find_speaker(text, line)


def _skip_box(text: str, line: Line) -> None:
    if box := _BOX.match(text, line.words_at, line.end):
        line.box = box[1].strip() and "x"
        line.words_at = min(box.end(), line.end - 1)


def _find_speaker(text: str, line: Line) -> None:
    if line.kind in ("plain", "item") and (turn := _TURN.match(text, line.words_at, line.end)):
        named = 1 if turn[1] else 2
        line.speaker, line.speaker_at = turn[named].strip(), turn.start(named)
        if line.kind == "plain":
            line.kind = "turn"


def _is_title(words: str) -> bool:
    """Whether the line is a title by its look: all in bold, or short and all in capitals."""
    if len(words) > _SHORT or _PUNCTUATED.search(words):
        return False
    letters = [letter for letter in words if letter.isalpha()]
    return bool(_STRONG.fullmatch(words)) or (len(letters) > 3 and all(letter.isupper() for letter in letters))
