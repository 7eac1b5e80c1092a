"""Two hundred files that are no table, or none that Suivi takes: each with the key of the sentence that says so."""

import random
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from tests.imports.sheets import MAIN, packed, sheet, workbook

TITLE = ["Title"]
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITIES = (
    '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
Broken = tuple[str, bytes, set[str]]


def broken_files() -> Iterator[Broken]:
    """Name, content, and the keys of the sentences that may be said: where the reader dies it is "broken"."""
    yield from texts()
    yield from other_texts()
    yield from pictures()
    yield from large()
    yield from odd_workbooks()
    yield from no_workbooks()
    yield from cut_and_scratched()


def texts() -> Iterator[Broken]:
    yield "empty.csv", b"", {"nothing"}
    yield "empty.xlsx", b"", {"nothing"}
    for number, content in enumerate([b" ", b"\n\n\n", b"\t\r\n"]):
        yield f"blank{number}.csv", content, {"nothing"}
    yield "commas.csv", b",,,\n,,,\n", {"empty"}
    yield "mark.csv", b"\xef\xbb\xbf", {"empty"}
    yield "heads.csv", b"Title,Owner\n", {"headless"}
    yield "half.csv", "Title\nZoë".encode("utf-16")[:-1], {"encoding"}
    yield "surrogate.csv", b"\xff\xfeT\x00\x00\xd8T\x00", {"encoding"}
    yield "utf8.csv", b"\xef\xbb\xbfTitle\nZo\xeb", {"encoding"}
    for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D):
        yield f"letter{byte}.csv", b"Title\nZo" + bytes([byte]) + b"\xa5o\xb1\x81\xb6", {"encoding"}
    for byte in range(1, 8):
        yield f"control{byte}.csv", b"Title\nZo" + bytes([byte]), {"unknown"}
    yield "nul.csv", b"Title\nZ\0o" + b"x" * 90, {"unknown"}
    yield "endless.csv", b"Title\n" + b"x" * 200_000, {"unparted"}
    yield "quote.csv", b'Title,Owner\n"never closed,Claire\n' + b"row,Claire\n" * 20_000, {"quotes"}


def other_texts() -> Iterator[Broken]:
    """Of other encodings, and of what only looks like a table."""
    yield "sep.csv", b"sep=;\n", {"empty"}
    yield "said.csv", b"sep=;\nTitle;Due\n", {"headless"}
    yield "heads and blanks.csv", b"Title;Due\n;\n ; \n", {"headless"}
    for encoding in ("utf-16-le", "utf-16-be"):
        yield f"blank {encoding}.csv", (";\n" * 20).encode(encoding), {"empty"}
        yield f"cut {encoding}.csv", ("Title;Due\nCall;\n" * 20).encode(encoding)[:-1], {"unknown"}
    for name, part in (("hidden", 'hidden="1"'), ("merged", "")):
        rows = f'<row r="1"><c r="A1" t="str"><v>Title</v></c></row><row r="2" {part}/>'
        merge = '<mergeCells count="1"><mergeCell ref="{}"/></mergeCells>'
        for at, ref in enumerate(("A1:A1048576", "A2:XFD3", "Z9:A1", "nowhere")):
            body = sheet(rows).replace("</worksheet>", merge.format(ref) + "</worksheet>")
            yield f"{name} {at}.xlsx", workbook([], parts={"xl/worksheets/sheet1.xml": body}), {"headless", "broken"}
    far = '<row r="1"><c r="A1" t="str"><v>Title</v></c></row><row r="{0}"><c r="A{0}" t="e"><v>#N/A</v></c></row>'
    yield "error far down.xlsx", one_sheet(far.format(900_000)), {"long"}
    yield "error far off.xlsx", one_sheet('<row r="1"><c r="XFD1" t="e"><v>#N/A</v></c></row>'), {"wide"}
    endless = f'<row r="1"><c r="A1" t="e"><v>{"#" * 90_000}</v></c></row>'
    yield "endless error.xlsx", one_sheet(endless), {"broken", "headless"}


def pictures() -> Iterator[Broken]:
    """By any name they are what they are."""
    kinds = {
        "png": PICTURE,
        "jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100),
        "gif": b"GIF89a" + bytes(100),
        "pdf": b"%PDF-1.7\n%\xe2\xe3",
        "gz": b"\x1f\x8b\x08" + bytes(100),
        "7z": b"7z\xbc\xaf\x27\x1c" + bytes(100),
        "elf": b"\x7fELF" + bytes(100),
        "bmp": b"BM" + bytes(100),
        "ico": b"\0\0\1\0" + bytes(100),
        "tar": b"name" + bytes(600) + b"x\x01\x02",
    }
    for kind, content in kinds.items():
        for name in ("csv", "xlsx"):
            yield f"picture.{kind}.{name}", content, {"unknown"}
    yield "old.xls", OLE + bytes(600), {"old"}
    yield "locked.xlsx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), {"locked"}


def large() -> Iterator[Broken]:
    yield "heavy.csv", b"Title\n" + b"x" * (30 * 1024 * 1024), {"size"}
    yield "long.csv", b"Title\n" + b"row\n" * 100_001, {"long"}
    yield "longer.csv", b"Title\n" + b"row\n" * 150_000, {"long"}
    yield "far.csv", b"Title\n" + b"\n" * 200_000 + b"row\n", {"long"}
    yield "wide.csv", b",".join([b"Title"] * 101) + b"\nrow", {"wide"}
    yield "a million columns.csv", b"x," * 1_000_000 + b"x\nrow", {"wide"}
    yield "tabs.csv", b"x\t" * 200_000 + b"x\nrow", {"wide"}
    yield "wide.xlsx", workbook([["Title"] * 101, ["row"]]), {"wide"}
    far = '<row r="{row}"><c r="{name}"><v>1</v></c></row>'
    for name, row in (("A1048576", 1_048_576), ("A200000", 200_000), ("A120000", 120_000)):
        yield f"far {name}.xlsx", one_sheet(far.format(row=row, name=name)), {"long"}
    for name in ("XFD1", "ZZ1", "CW2"):
        yield f"far {name}.xlsx", one_sheet(far.format(row=name[-1], name=name)), {"wide"}
    corner = far.format(row=1, name="A1") + far.format(row=1_048_576, name="XFD1048576")
    yield "corners.xlsx", one_sheet(corner), {"broken", "large", "long", "wide"}
    yield "bomb.xlsx", workbook([], parts={"xl/worksheets/sheet1.xml": " " * 210_000_000}), {"large"}
    yield "many parts.xlsx", workbook([TITLE], parts={f"xl/media/{number}": "" for number in range(2_001)}), {"large"}
    yield "words.xlsx", workbook([TITLE, *[["x" * 30_000]] * 2_100]), {"large"}


def one_sheet(body: str) -> bytes:
    return workbook([], parts={"xl/worksheets/sheet1.xml": sheet(body)})


def odd_workbooks() -> Iterator[Broken]:
    bodies: dict[str, tuple[str, set[str]]] = {
        "no cells": ("", {"empty"}),
        "empty cells": ('<row r="1"><c r="A1"/></row>', {"empty"}),
        "formula without a value": ('<row r="1"><c r="A1"><f>1+1</f></c></row>', {"empty", "headless"}),
        "errors alone": ('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>', {"empty", "headless"}),
        "one row": ('<row r="1"><c r="A1" t="str"><v>Title</v></c></row>', {"headless"}),
        "a word that is nowhere": ('<row r="1"><c r="A1" t="s"><v>99</v></c></row>', {"broken", "empty"}),
        "a number that is none": ('<row r="1"><c r="A1"><v>seven</v></c></row>', {"broken", "headless"}),
        "a place that is none": ('<row r="1"><c r="ZZZZZZZ99999999999"><v>1</v></c></row>', {"broken", "long"}),
        "row 0": ('<row r="0"><c r="A0"><v>1</v></c></row>', {"broken", "headless"}),
        "a surrogate": ('<row r="1"><c r="A1" t="str"><v>&#xD800;</v></c></row>', {"broken"}),
        "an unknown letter": ('<row r="1"><c r="A1" t="str"><v>&nothing;</v></c></row>', {"broken", "headless"}),
    }
    for name, (body, keys) in bodies.items():
        yield f"{name}.xlsx", one_sheet(body), keys
    contents: dict[str, str | bytes] = {
        "no XML": "<<<",
        "nothing": "",
        "a page": "<html><body><table><tr><td>Title</td></tr></table></body></html>",
        "half": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1',
        "bytes": bytes(range(256)),
        "entities": ENTITIES + sheet('<row r="1"><c r="A1" t="str"><v>&i;</v></c></row>'),
        "an entity of this machine": '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        + sheet('<row r="1"><c r="A1" t="str"><v>&a;</v></c></row>'),
    }
    for name, content in contents.items():
        for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml"):
            damaged = workbook([TITLE], parts={part: content})
            yield f"{name} in {part.rpartition('/')[2]}.xlsx", damaged, {"broken", "empty", "headless"}


def no_workbooks() -> Iterator[Broken]:
    yield "only its start.xlsx", b"PK\x03\x04" + b"x" * 500, {"broken"}
    yield "empty package.xlsx", packed({"a.txt": "x"}), {"broken"}
    yield "document.xlsx", packed({"word/document.xml": "<w/>", "[Content_Types].xml": "<Types/>"}), {"broken"}
    yield "package in a package.xlsx", packed({"book.xlsx": workbook([TITLE])}), {"broken"}
    yield "ways out.xlsx", packed({"../../etc/passwd": "x"}), {"broken"}
    parts: list[dict[str, Any]] = [{"_rels/.rels": ""}, {"xl/_rels/workbook.xml.rels": "<a/>"}]
    for number, part in enumerate(parts):
        yield f"unrelated {number}.xlsx", workbook([TITLE, ["row"]], parts=part), {"broken", "empty"}
    locked = bytearray(workbook([TITLE]))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = locked.find(mark)
        while place >= 0:
            locked[place + at] |= 1
            place = locked.find(mark, place + 1)
    yield "locked parts.xlsx", bytes(locked), {"locked"}
    stored = BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.writestr("xl/workbook.xml", "x" * 100)
    lying = bytearray(stored.getvalue())
    at = lying.find(b"PK\x01\x02")
    lying[at + 24 : at + 28] = (1).to_bytes(4, "little")
    yield "lying about its size.xlsx", bytes(lying), {"broken"}


def cut_and_scratched() -> Iterator[Broken]:
    """A good workbook, cut off or with bytes changed, until there are two hundred files."""
    good = workbook([["Title", "Owner"], *[[f"Row {number}", "Claire Dubois"] for number in range(40)]])
    chance = random.Random(25)
    for number in range(60):
        yield f"cut {number}.xlsx", good[: chance.randrange(4, len(good) - 30)], {"broken"}
    for number in range(60):
        torn = bytearray(good)
        # Somewhere in the words, packed: what is unpacked no longer adds up.
        start = good.find(b"xl/worksheets/sheet1.xml") + 40
        for _each in range(8):
            torn[chance.randrange(start, start + 200)] ^= 0xFF
        yield f"scratched {number}.xlsx", bytes(torn), {"broken"}
