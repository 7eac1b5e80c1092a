"""What the reader of spreadsheets passes over in an .xlsx. No Django here.

Errors, formulas that no program has worked out, and rows that are hidden.
"""

import re
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from xml.parsers import expat

# What stands in a cell whose formula no program has worked out: what it says to people is said there.
NOT_WORKED_OUT = "#CALC!"
WORKBOOK = "xl/workbook.xml"
PIECE = 1 << 20
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(slots=True)
class Marks:
    """Errors and formulas that were not worked out by row and column, and the hidden rows, all counted from 0."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)


class _Sheet:
    def __init__(self) -> None:
        self.marks = Marks()
        self.row, self.column, self.is_error, self.is_value = -1, -1, False, False
        self.is_formula = self.has_value = False

    def begin(self, name: str, has: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "row":
            self.row, self.column = int(has.get("r", self.row + 2)) - 1, -1
            if has.get("hidden") in ("1", "true"):
                self.marks.hidden.add(self.row)
        elif tag == "c":
            self.column, self.is_error, self.is_formula = self.column + 1, has.get("t") == "e", False
            # A formula that gives no words has none; one that gives a number has that.
            self.has_value = has.get("t") == "str"
            if place := _PLACE.fullmatch(has.get("r", "")):
                self.row, self.column = int(place[2]) - 1, _place_of(place[1])
        elif tag == "f":
            self.is_formula = True
        elif tag == "v":
            self.is_value = True

    def end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag == "v":
            self.is_value = False
        elif tag == "c" and self.is_formula and not self.has_value:
            self.marks.errors[self.row, self.column] = NOT_WORKED_OUT

    def words(self, words: str) -> None:
        if self.is_value:
            self.has_value = True
            if self.is_error:
                at = (self.row, self.column)
                self.marks.errors[at] = self.marks.errors.get(at, "") + words


def marks_of(path: Path, sheet: str) -> Marks:
    """Of a sheet by its name; none of what is no .xlsx, or whose parts name one another in ways of their own."""
    reader = _Sheet()
    with suppress(expat.ExpatError, KeyError, ValueError), zipfile.ZipFile(path) as archive:
        if WORKBOOK in archive.namelist():
            parse(archive, _part_of(archive, sheet), reader.begin, reader.end, reader.words)
    return reader.marks


def parse(archive: zipfile.ZipFile, part: str, begin: Any, end: Any = None, words: Any = None) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, words
    with archive.open(part) as inside:
        while piece := inside.read(PIECE):
            parser.Parse(piece)


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    keys: dict[str, str] = {}
    targets: dict[str, str] = {}

    def named(name: str, has: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "sheet":
            keys[has.get("name", "")] = next((key for each, key in has.items() if each.endswith(":id")), "")

    def related(name: str, has: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "Relationship":
            targets[has.get("Id", "")] = has.get("Target", "")

    parse(archive, WORKBOOK, named)
    parse(archive, "xl/_rels/workbook.xml.rels", related)
    target = targets[keys[sheet]]
    return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


def _place_of(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
