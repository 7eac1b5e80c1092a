"""Reads a spreadsheet and writes it as lines of JSON.

Of each sheet {"name", "merged", "hidden"} and then its rows; last {"names", "why"}, or {"refused": why}.

It runs as a process of its own, with limits of its own: a file made to break the reader breaks nothing else. Whatever
ends it early is a file that cannot be read. No Django here, so that it starts at once.
"""

import json
import resource
import sys
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from tracker.imports.reading.head_row import LOOKED_AT, most_known
from tracker.imports.reading.sheet_marks import marks_of

MOST_ROWS, MOST_COLUMNS = 100_000, 100
# Titles and empty lines may stand above the rows.
ROWS_READ = MOST_ROWS + 50
# Somebody's stray word may stand far off: it is refused by its place before so many empty cells are read.
MOST_HEIGHT, MOST_WIDTH = 150_000, 1_000
MOST_LETTERS = 60_000_000
MOST_PARTS = 2_000
# So many sheets are looked at for heads; an error is one word.
MOST_SHEETS, MOST_ERROR = 50, 20
# What it holds once unpacked: a workbook of a hundred thousand full rows has half of it.
MOST_BYTES = 200_000_000
MEMORY, SECONDS = 1_200_000_000, 30
PIECE = 1 << 20


class Refused(Exception):  # noqa: N818
    """Its text is one of the keys of `files.SENTENCES`."""


def limit(seconds: int) -> None:
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def read(path: Path, wanted: Collection[str] = (), known: Collection[str] = ()) -> Iterator[Any]:
    """What is written of the wanted sheets, else of that with the most known heads. Raises Refused."""
    try:
        with path.open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
        names = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        chosen = [name for name in names if name in wanted]
        why = "chosen"
        if not chosen:
            chosen, why = choose(book, names, known)
        for name in chosen:
            yield from read_marked(path, book.get_sheet_by_name(name))
    except PasswordError as error:
        raise Refused("locked") from error
    except (CalamineError, MemoryError, OverflowError, ValueError) as error:
        raise Refused("broken") from error
    yield {"names": names, "why": why}


def choose(book: CalamineWorkbook, names: list[str], known: Collection[str]) -> tuple[list[str], str]:
    """A cover or a list of choices may come first: the sheet whose heads are known, else the first with words."""
    tops = {name: list(islice(book.get_sheet_by_name(name).iter_rows(), LOOKED_AT)) for name in names[:MOST_SHEETS]}
    scores = {name: most_known([[word(cell) for cell in row] for row in rows], known) for name, rows in tops.items()}
    best = max(scores, key=lambda name: scores[name], default="")
    if scores.get(best, 0) > 1:
        return [best], "only" if len(names) == 1 else "known"
    return next(([name] for name in names if any(read_sheet(book.get_sheet_by_name(name)))), []), "first"


def read_marked(path: Path, sheet: CalamineSheet) -> Iterator[Any]:
    marks = marks_of(path, sheet.name)
    merged = [[top, left, bottom] for (top, left), (bottom, _right) in sheet.merged_cell_ranges or () if bottom > top]
    yield {"name": sheet.name, "merged": merged[:ROWS_READ], "hidden": sorted(marks.hidden)}
    yield from read_sheet(sheet, marks.errors)


def unpacked_size(path: Path) -> int:
    """As the file says it itself."""
    with zipfile.ZipFile(path) as archive:
        return sum(part.file_size for part in archive.infolist())


def unpack(path: Path) -> None:
    """Unpack every part once, to see that it is whole and no larger than it may be. Raises Refused.

    It keeps nothing, so that it needs no process of its own: most of what is broken comes no further.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
                raise Refused("large")
            if any(part.flag_bits & 1 for part in parts):
                raise Refused("locked")
            for part in parts:
                with archive.open(part) as inside:
                    while inside.read(PIECE):
                        pass
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise Refused("broken") from error
    except Exception as error:
        # Each way of packing has exceptions of its own, such as zlib.error.
        raise error if isinstance(error, Refused) else Refused("broken") from error


def read_sheet(sheet: CalamineSheet, errors: Mapping[tuple[int, int], str] | None = None) -> Iterator[list[str]]:
    """The rows down to the last that holds something, each as far as its last word."""
    wrong = by_row(errors or {})
    before = [""] * (sheet.start or (0, 0))[1]
    letters = blanks = 0
    if sheet.total_height > MOST_HEIGHT or sheet.total_width > MOST_WIDTH:
        raise Refused("long" if sheet.total_height > MOST_HEIGHT else "wide")
    # The reader counts rows from the first, but columns from the first that holds something.
    for number, cells in enumerate(sheet.iter_rows()):
        words = row_of(before, cells, wrong.get(number, ()))
        if not words:
            blanks += 1
            continue
        if number >= ROWS_READ:
            raise Refused("long")
        letters += sum(map(len, words))
        if letters > MOST_LETTERS:
            raise Refused("large")
        yield from ([] for _blank in range(blanks))
        yield words
        blanks = 0


def row_of(before: list[str], cells: Iterable[Any], errors: Iterable[tuple[int, str]]) -> list[str]:
    words = before + [word(cell) for cell in cells]
    for column, error in errors:
        words += [""] * (column + 1 - len(words))
        words[column] = error
    while words and not words[-1]:
        words.pop()
    if len(words) > MOST_COLUMNS:
        raise Refused("wide")
    return words


def by_row(errors: Mapping[tuple[int, int], str]) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    for (row, column), words in errors.items():
        found.setdefault(row, []).append((min(column, MOST_COLUMNS), words.strip()[:MOST_ERROR]))
    return found


def word(cell: Any) -> str:
    """A cell as somebody would type it; of a moment the day, which is all that is asked for."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    # No database stores these two.
    return str(cell).replace("\0", "\ufffd").encode("utf-8", "replace").decode().strip()


def main() -> None:
    limit(int(sys.argv[1]))
    asked = json.loads(sys.argv[2])
    try:
        for each in read(Path(asked["path"]), asked["wanted"], asked["known"]):
            say(each)
    except Refused as refusal:
        say({"refused": str(refusal)})
    except MemoryError:
        say({"refused": "large"})


def say(each: Any) -> None:
    sys.stdout.write(f"{json.dumps(each)}\n")


if __name__ == "__main__":
    main()
