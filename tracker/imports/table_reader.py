"""From an uploaded file to a table, or to the one sentence that says why not."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tracker.imports import csv_table
from tracker.imports.headers import known_headers
from tracker.imports.reading.options import Reading
from tracker.imports.reading.table import Table
from tracker.imports.spreadsheet import SECONDS, Refused, unpack, unpacked_size

MOST_SIZE = 30 * 1024 * 1024
# Beyond, in bytes, a page does not wait for it.
MOST_READ_AT_ONCE, MOST_UNPACKED_AT_ONCE = 1_000_000, 10_000_000
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PIECE = 1 << 20
# How a workbook with a password names its contents, in the letters of that old format.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
BINARY = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"\x7fELF", b"\x1f\x8b", b"7z\xbc\xaf")
AGAIN = _("Open it in your spreadsheet program and save it again as .xlsx or .csv.")
SENTENCES = {
    "size": _("This file is larger than 30 MB. Take out what is no follow-up, or import it in parts."),
    "nothing": _("This file is empty. Choose the one that holds your follow-ups."),
    "empty": _("This file holds no words. Choose the one that holds your follow-ups."),
    "unknown": _("This is no table that Suivi can read. Choose an .xlsx or .csv file."),
    "old": _("This is a file of an old kind of Excel. Save it as .xlsx and choose that one."),
    "locked": _("This file asks for a password. Save a copy without one and choose that."),
    "broken": _("This spreadsheet is damaged or not a real .xlsx. Open it, save it again, and choose it once more."),
    "large": _("This file holds too much for one import. Take out pictures and other sheets, or import it in parts."),
    "long": _("This file has more than 100,000 rows. Import it in parts."),
    "headless": _("This file has no rows below its heads. Choose the one that holds your follow-ups."),
    "wide": _("This file has more than 100 columns. Take out those that are not needed."),
    "encoding": _("The letters of this file cannot be read. Save it as “CSV UTF-8” or as .xlsx."),
    "lost": _("Reading this file broke off. Choose it once more."),
    "often": _("That was a great many at once. Wait a while, an hour at most, then choose the file again."),
    "room": _("Your imports take up all the room that one person has. Take some off this list, then try again."),
    "unparted": _("A cell of this file is longer than any text may be. Save it again as .xlsx or .csv."),
    "quotes": _("A quotation mark is opened in this file and never closed. Save it again as .xlsx or .csv."),
}  # fmt: skip


def read(path: Path, seconds: int = SECONDS, reading: Reading = Reading()) -> Table:  # noqa: B008
    """Takes at most so many seconds of a processor. Raises Refused with a key of SENTENCES."""
    refuse_at_a_glance(path)
    known = known_headers()
    return _spreadsheet(path, seconds, reading, known) if is_zip(path) else csv_table.read(path, reading, known)


def takes_long(path: Path) -> bool:
    """A small workbook may unpack to a large one."""
    if path.stat().st_size > MOST_READ_AT_ONCE:
        return True
    try:
        return is_zip(path) and unpacked_size(path) > MOST_UNPACKED_AT_ONCE
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(ZIP)) == ZIP


def refuse_at_a_glance(path: Path) -> None:
    if path.stat().st_size > MOST_SIZE:
        raise Refused("size")
    with path.open("rb") as file:
        head = file.read(PIECE)
        if not head.strip() and not any(piece.strip() for piece in iter(lambda: file.read(PIECE), b"")):
            raise Refused("nothing")
    if head.startswith(OLE):
        raise Refused("locked" if ENCRYPTED in path.read_bytes() else "old")
    if head.startswith(BINARY):
        raise Refused("unknown")


@dataclass(frozen=True, slots=True)
class SheetRows:
    """Lines of JSON, from a place in a file to another; the file lasts as long as somebody holds it."""

    file: Any
    start: int
    end: int

    def __iter__(self) -> Iterator[list[str]]:
        with Path(self.file.name).open("rb") as lines:
            at = lines.seek(self.start)
            while at < self.end:
                line = lines.readline()
                at += len(line)
                yield json.loads(line)


def _spreadsheet(path: Path, seconds: int, reading: Reading, known: Iterable[str]) -> Table:
    unpack(path)
    asked = json.dumps({"path": str(path), "wanted": reading.sheets, "known": list(known)})
    command = [sys.executable, "-m", "tracker.imports.spreadsheet", str(seconds), asked]
    answer = NamedTemporaryFile()  # noqa: SIM115
    how: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": settings.ROOT}
    try:
        subprocess.run(command, stdout=answer, timeout=2 * seconds, check=True, **how)  # noqa: S603
        *heads, last = list(_marks(Path(answer.name)))
    except subprocess.TimeoutExpired as error:
        raise Refused("large") from error
    except (subprocess.SubprocessError, ValueError) as error:
        raise Refused("broken") from error
    if "refused" in last.said:
        raise Refused(last.said["refused"])
    tables = [_table(here, SheetRows(answer, here.end, below.start)) for here, below in pairwise([*heads, last])]
    sheets = [table for table in tables if any(table.rows)]
    if not sheets:
        raise Refused("empty")
    first, *more = sheets
    taken = {table.sheet for table in sheets}
    others = tuple(name for name in last.said["names"] if name not in taken)
    return replace(first, more=tuple(more), others=others, whys={"sheets": last.said["why"]})


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before the rows of a sheet, or behind all; from where to where."""

    said: dict[str, Any]
    start: int
    end: int


def _marks(path: Path) -> Iterator[Mark]:
    at = 0
    with path.open("rb") as lines:
        for line in lines:
            if line.startswith(b"{"):
                yield Mark(json.loads(line), at, at + len(line))
            at += len(line)


def _table(mark: Mark, rows: SheetRows) -> Table:
    merged = tuple((top, left, bottom) for top, left, bottom in mark.said["merged"])
    return Table(rows, mark.said["name"], merged=merged, hidden=frozenset(mark.said["hidden"]))
