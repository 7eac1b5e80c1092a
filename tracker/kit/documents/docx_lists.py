"""The bullets and numbers that Word draws before the paragraphs of its lists, and writes nowhere."""

import re
from collections import Counter
from contextlib import suppress
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET = "• "
_LEVEL = re.compile(r"%(\d)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
Level = tuple[str, int]


class Lists:
    """Asked for the paragraphs of a document in their order: each of them counts."""

    def __init__(self, document: Any) -> None:
        self.styles = {style.get(_w("styleId")): style for style in document.styles.element.findall(_w("style"))}
        self.counts: Counter[Level] = Counter()
        self.levels: dict[Level, tuple[str, str, int]] = {}
        with suppress(KeyError, NotImplementedError):
            self._read(document.part.numbering_part.element)

    def style_of(self, paragraph: Any) -> str:
        """Its name, in English whatever the language of Word."""
        style = self.styles.get(_value(paragraph, "pPr/pStyle"))
        return (_value(style, "name") if style is not None else "") or ""

    def sign_of(self, paragraph: Any) -> str:
        """What stands before it, with a space behind it; empty where it is in no list."""
        level = self._level_of(paragraph)
        if level is None or level not in self.levels:
            return ""
        form, text, start = self.levels[level]
        name, depth = level
        self.counts[level] = self.counts[level] + 1 if self.counts[level] else start
        for other in [each for each in self.counts if each[0] == name and each[1] > depth]:
            del self.counts[other]
        if form == "none":
            return ""
        if form == "bullet":
            return BULLET
        return f"{_LEVEL.sub(lambda match: self._number(name, int(match[1]) - 1), text).strip()} "

    def _number(self, name: str, depth: int) -> str:
        form, _text, start = self.levels.get((name, depth), ("decimal", "", 1))
        return numbered(form, self.counts[name, depth] or start)

    def _level_of(self, paragraph: Any) -> Level | None:
        """As the paragraph says, else its style or what that is based on."""
        part, seen = paragraph, 0
        while part is not None and seen < len(self.styles) + 1:
            if name := _value(part, "pPr/numPr/numId"):
                return (name, int(_value(part, "pPr/numPr/ilvl") or 0)) if name != "0" else None
            path = "basedOn" if seen else "pPr/pStyle"
            part, seen = self.styles.get(_value(part, path)), seen + 1
        return None

    def _read(self, numbering: Any) -> None:
        kinds = {kind.get(_w("abstractNumId")): kind for kind in numbering.findall(_w("abstractNum"))}
        for number in numbering.findall(_w("num")):
            kind = kinds.get(_value(number, "abstractNumId"))
            for level in kind.findall(_w("lvl")) if kind is not None else ():
                start = int(_value(level, "start") or 1)
                said = (_value(level, "numFmt") or "decimal", _value(level, "lvlText") or "", start)
                self.levels[number.get(_w("numId")), int(level.get(_w("ilvl")))] = said


def numbered(form: str, number: int) -> str:
    if form in ("lowerLetter", "upperLetter"):
        # After z comes aa, then bb.
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman, left = "", number
        for worth, sign in _ROMAN:
            roman, left = roman + sign * (left // worth), left % worth
        return roman.upper() if form == "upperRoman" else roman
    return str(number)


def _w(name: str) -> str:
    return f"{W}{name}"


def _value(part: Any, path: str) -> Any:
    """The value of what stands there; None without it."""
    found = part.find("/".join(_w(each) for each in path.split("/"))) if part is not None else None
    return found.get(_w("val")) if found is not None else None
