"""Spreadsheets, whole and broken, made by hand: the broken ones no program would write."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from xml.sax.saxutils import escape

from tracker.imports import table_reader
from tracker.imports.headers import column_name
from tracker.imports.reading.table import Table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
# One style beside the plain one: 14 is the number of Excel's short date.
STYLES = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'


def cell(place: int, number: int, value: Any) -> str:
    """A text, a number, or ready XML in a tuple."""
    name = f"{column_name(place)}{number}"
    if isinstance(value, tuple):
        return str(value[0]).format(name=name)
    if isinstance(value, str):
        return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>' if value else ""
    return f'<c r="{name}"><v>{value}</v></c>'


def rows_of(rows: Sequence[Sequence[Any]]) -> str:
    return "".join(
        f'<row r="{number}">{"".join(cell(place, number, value) for place, value in enumerate(row))}</row>'
        for number, row in enumerate(rows, 1)
    )


def sheet(body: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'


def day(serial: int) -> tuple[str]:
    """A date cell as spreadsheets keep it: days since the end of 1899."""
    return (f'<c r="{{name}}" s="1"><v>{serial}</v></c>',)


def workbook(rows: Sequence[Sequence[Any]], *, parts: dict[str, str | bytes] | None = None, **sheets: str) -> bytes:
    """An .xlsx. `parts` replace or add parts of the package; `sheets` are further ones, by name, as XML."""
    contents = {"Actions": sheet(rows_of(rows)), **sheets}
    listed = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(contents, 1))
    related = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(contents) + 1)
    )
    package: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{related}'
        f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
        **{f"xl/worksheets/sheet{at}.xml": content for at, content in enumerate(contents.values(), 1)},
        **(parts or {}),
    }
    return packed(package)


def packed(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    # Packed in haste: some of them unpack to hundreds of megabytes.
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


@contextmanager
def on_disk(data: bytes) -> Iterator[Path]:
    with NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        yield Path(file.name)


def read(data: bytes, **how: Any) -> Table:
    """The table of a file, its rows in memory."""
    with on_disk(data) as path:
        table = table_reader.read(path, **how)
        more = tuple(replace(each, rows=list(each.rows)) for each in table.more)
        return replace(table, rows=list(table.rows), more=more)
