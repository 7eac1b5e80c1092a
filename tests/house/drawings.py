"""What pages say, as it stands in the folder `drawn`, page by page."""

from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "drawn"
HEAD = "== "


def assert_drawn(name: str, pages: Mapping[str, list[str]], folder: Path = FOLDER) -> None:
    """Each page says what stands in the file; it is written there when nothing does."""
    file = folder / f"{name}.txt"
    if not file.exists():
        lines = [line for page, said in pages.items() for line in ("", f"{HEAD}{page}", *said)]
        file.write_text("\n".join([*lines[1:], ""]))
        pytest.fail(f"{file} is written: read it.")
    drawn = read_drawing(file)
    changed = {
        page: list(unified_diff(drawn.get(page, []), pages.get(page, []), "drawn", "said", n=1, lineterm=""))
        for page in [*drawn, *(page for page in pages if page not in drawn)]
        if drawn.get(page) != pages.get(page)
    }
    if changed:
        pytest.fail("\n".join(line for page, lines in changed.items() for line in (f"{name}: {page}", *lines)))


def read_drawing(file: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in file.read_text().splitlines():
        if line.startswith(HEAD):
            said = found.setdefault(line.removeprefix(HEAD), [])
        elif line:
            said.append(line)
    return found
