"""From an uploaded file to a table, or to the one sentence that says why not."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tracker.imports import csv_table
from tracker.imports.headers import known_headers
from tracker.imports.reading.options import Reading
from tracker.imports.reading.table import Table
from tracker.imports.spreadsheet import SECONDS, Refused, unpack, unpacked_size

MOST_SIZE = 10 * 1024 * 1024
# Beyond, in bytes, a page does not wait for it.
MOST_READ_AT_ONCE, MOST_UNPACKED_AT_ONCE = 1_000_000, 10_000_000
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How a workbook with a password names its contents, in the letters of that old format.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
BINARY = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"\x7fELF", b"\x1f\x8b", b"7z\xbc\xaf")
AGAIN = _("Open it in your spreadsheet program and save it again as .xlsx or .csv.")
SENTENCES = {
    "size": _("This file is larger than 10 MB. Take out what is no follow-up, or import it in parts."),
    "nothing": _("This file is empty. Choose the one that holds your follow-ups."),
    "empty": _("This file holds no words. Choose the one that holds your follow-ups."),
    "unknown": _("This is no table that Suivi can read. Choose an .xlsx or .csv file."),
    "old": _("This is a file of an old kind of Excel. Save it as .xlsx and choose that one."),
    "locked": _("This file asks for a password. Save a copy without one and choose that."),
    "broken": _("This spreadsheet is damaged or not a real .xlsx. Open it, save it again, and choose it once more."),
    "large": _("This file holds too much for one import. Take out pictures and other sheets, or import it in parts."),
    "long": _("This file has more than 10,000 rows. Import it in parts."),
    "headless": _("This file has no rows below its heads. Choose the one that holds your follow-ups."),
    "wide": _("This file has more than 100 columns. Take out those that are not needed."),
    "encoding": _("The letters of this file cannot be read. Save it as “CSV UTF-8” or as .xlsx."),
    "lost": _("Reading this file broke off. Choose it once more."),
    "often": _("That was a great many at once. Wait a while, an hour at most, then choose the file again."),
    "room": _("Your imports take up all the room that one person has. Take some off this list, then try again."),
    "unparted": _("A cell of this file is longer than any text may be. Save it again as .xlsx or .csv."),
    "quotes": _("A quotation mark is opened in this file and never closed. Save it again as .xlsx or .csv."),
}  # fmt: skip


def read(data: bytes, seconds: int = SECONDS, reading: Reading = Reading()) -> Table:  # noqa: B008
    """Takes at most so many seconds of a processor. Raises Refused with a key of SENTENCES."""
    refuse_at_a_glance(data)
    known = known_headers()
    return _spreadsheet(data, seconds, reading, known) if data.startswith(ZIP) else csv_table.read(data, reading, known)


def takes_long(data: bytes) -> bool:
    """A small workbook may unpack to a large one."""
    if len(data) > MOST_READ_AT_ONCE:
        return True
    try:
        return data.startswith(ZIP) and unpacked_size(data) > MOST_UNPACKED_AT_ONCE
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def refuse_at_a_glance(data: bytes) -> None:
    if len(data) > MOST_SIZE:
        raise Refused("size")
    if not data.strip():
        raise Refused("nothing")
    if data.startswith(OLE):
        raise Refused("locked" if ENCRYPTED in data else "old")
    if data.startswith(BINARY):
        raise Refused("unknown")


def _spreadsheet(data: bytes, seconds: int, reading: Reading, known: Iterable[str]) -> Table:
    unpack(data)
    asked = json.dumps({"wanted": reading.sheets, "known": list(known)})
    command = [sys.executable, "-m", "tracker.imports.spreadsheet", str(seconds), asked]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, cwd=settings.ROOT, timeout=2 * seconds, check=True
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise Refused("large") from error
    except (subprocess.SubprocessError, ValueError) as error:
        raise Refused("broken") from error
    if "refused" in answer:
        raise Refused(answer["refused"])
    first, *more = [_table(found) for found in answer["sheets"]]
    return replace(first, more=tuple(more), others=tuple(answer["others"]), whys={"sheets": answer["why"]})


def _table(found: dict[str, Any]) -> Table:
    merged = tuple((top, left, bottom) for top, left, bottom in found["merged"])
    return Table(found["rows"], found["name"], merged=merged, hidden=frozenset(found["hidden"]))
