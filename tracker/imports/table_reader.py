"""From an uploaded file to a table, or to the one sentence that says why not."""

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tracker.imports import csv_table
from tracker.imports.spreadsheet import SECONDS, Refused, unpack

MOST_SIZE = 10 * 1024 * 1024
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
    "quotes": _("A quotation mark is opened in this file and never closed. Save it again as .xlsx or .csv."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` begin with the first of the sheet, each as far as its last word. `others`: sheets not read."""

    rows: list[list[str]]
    sheet: str = ""
    others: tuple[str, ...] = ()


def read(data: bytes) -> Table:
    """Raises Refused with a key of SENTENCES."""
    if len(data) > MOST_SIZE:
        raise Refused("size")
    if not data.strip():
        raise Refused("nothing")
    if data.startswith(OLE):
        raise Refused("locked" if ENCRYPTED in data else "old")
    if data.startswith(BINARY):
        raise Refused("unknown")
    return _spreadsheet(data) if data.startswith(ZIP) else Table(csv_table.read(data))


def _spreadsheet(data: bytes) -> Table:
    unpack(data)
    command = [sys.executable, "-m", "tracker.imports.spreadsheet"]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, cwd=settings.ROOT, timeout=2 * SECONDS, check=True
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise Refused("broken") from error
    if "refused" in answer:
        raise Refused(answer["refused"])
    return Table(answer["rows"], answer["sheet"], tuple(answer["others"]))
